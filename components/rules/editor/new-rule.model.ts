import type { EventDetail } from '@/lib/contract/event';
import { isEventObject } from '@/lib/domain/event-pattern/event-value';
import { patternOfEvent } from '@/lib/domain/event-pattern/pattern-of-event';
import { readEvent } from '@/lib/domain/event-pattern/read-event';
import { emptyRule, FIRST_PATTERN, type RuleDraft } from './rule-draft.model';

const NAME_CHARACTERS = 64;

/** A rule for events like this one: its bus, source and detail-type. */
export function draftOfEvent(event: Pick<EventDetail, 'event' | 'eventBusName' | 'detailType'>): RuleDraft {
  const read = readEvent(event.event);
  return {
    ...emptyRule(event.eventBusName),
    ruleName: nameOf(event.detailType),
    eventPattern: read.ok && isEventObject(read.event) ? patternOfEvent(read.event) : FIRST_PATTERN,
  };
}

/** A copy under a name that is free to be changed. */
export function draftOfCopy(draft: RuleDraft): RuleDraft {
  return { ...draft, ruleName: `${draft.ruleName.slice(0, NAME_CHARACTERS - 5)}-copy` };
}

function nameOf(detailType: string): string {
  return detailType
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9.\-_]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, NAME_CHARACTERS);
}
