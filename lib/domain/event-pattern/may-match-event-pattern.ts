import type { EventPattern } from './event-pattern.ts';
import { matchesEventPattern } from './matches-event-pattern.ts';

/** Whether the event could match if the values at and below `unknownPaths` may be anything or absent. */
export function mayMatchEventPattern(
  pattern: EventPattern,
  event: unknown,
  unknownPaths: readonly (readonly string[])[],
): boolean {
  return unknownPaths.length > 0 || matchesEventPattern(pattern, event);
}
