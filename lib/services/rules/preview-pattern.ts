import type { RuleCheck } from '../../contract/rule.ts';
import type { EventPattern } from '../../domain/event-pattern/event-pattern.ts';
import { explainEventPattern } from '../../domain/event-pattern/explain-event-pattern.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import type { ServiceContext } from '../service-context.ts';

const EVENTS_LIMIT = 500;
const EXAMPLES = 5;

type Preview = RuleCheck['preview'];

/** How a pattern does on the recorded events of a bus: the newest matches, and those that miss by the fewest fields. */
export async function previewPattern(
  { store }: Pick<ServiceContext, 'store'>,
  pattern: EventPattern | null,
  { eventBusName, withinMs }: { eventBusName: string; withinMs: number },
): Promise<Preview> {
  const since = new Date(Date.now() - withinMs);
  const events = await store.events.recorded({ eventBusName, since, limit: EVENTS_LIMIT + 1 });
  const tried = events.slice(0, EVENTS_LIMIT);
  const preview: Preview = {
    eventCount: tried.length,
    matchCount: 0,
    truncated: events.length > EVENTS_LIMIT,
    matches: [],
    nearMisses: [],
  };
  if (pattern === null) return preview;
  const misses: Preview['nearMisses'] = [];
  for (const { eventId, at, event } of tried) {
    const read = readEvent(event);
    if (!read.ok) continue;
    const shown = { eventId, at: at.toISOString(), event };
    const { matched, failures } = explainEventPattern(pattern, read.event);
    if (!matched) misses.push({ ...shown, failures });
    else {
      preview.matchCount += 1;
      if (preview.matches.length < EXAMPLES) preview.matches.push(shown);
    }
  }
  // the sort is stable: of equally near ones the newest come first
  preview.nearMisses = misses.sort((a, b) => a.failures.length - b.failures.length).slice(0, EXAMPLES);
  return preview;
}
