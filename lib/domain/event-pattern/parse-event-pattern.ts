import type { EventPattern } from './event-pattern.ts';

export interface EventPatternProblem {
  /** In AWS's words: `Event pattern is not valid. Reason: …`. */
  message: string;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The field at fault; empty where it is the whole pattern. */
  path: string[];
}

export type ParsedEventPattern =
  | { ok: true; pattern: EventPattern }
  | { ok: false; problem: EventPatternProblem };

/** Reads an event pattern from its text as EventBridge's PutRule does. */
export function parseEventPattern(text: string): ParsedEventPattern {
  return {
    ok: false,
    problem: { message: `Event pattern is not valid. Reason: ${text}`, line: 1, column: 1, path: [] },
  };
}
