import { matchesAlternative } from './alternative-match.ts';
import { compiledPattern } from './compiled-pattern.ts';
import type { EventPattern } from './event-pattern.ts';
import { isEventObject } from './event-value.ts';
import { eventValues } from './event-values.ts';

/**
 * Whether a rule with this pattern catches the event, given as `readEvent` or JSON.parse returns it; with JSON.parse,
 * numbers of more digits than a double holds are compared as the double. Anything but an object never matches.
 * Where a list of objects is on the way, all fields must match within the same element, as AWS's matcher has it.
 */
export function matchesEventPattern(pattern: EventPattern, event: unknown): boolean {
  if (!isEventObject(event)) return false;
  const { tree, alternatives } = compiledPattern(pattern);
  const values = eventValues(tree, event);
  return alternatives.some((fields) => matchesAlternative(fields, values));
}
