import type { EventPattern } from './event-pattern.ts';

/** Whether a rule with this pattern catches the event, given as JSON.parse or `readEvent` returns it. */
export function matchesEventPattern(pattern: EventPattern, event: unknown): boolean {
  return pattern.nodes.length === 0 && event !== null;
}
