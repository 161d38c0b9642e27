import type { EventPattern } from '../event-pattern.ts';
import { parseEventPattern } from '../parse-event-pattern.ts';

/** The pattern that a text or a JSON value writes; throws where it is none. */
export function patternFrom(source: unknown): EventPattern {
  const parsed = parseEventPattern(typeof source === 'string' ? source : JSON.stringify(source));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return parsed.pattern;
}
