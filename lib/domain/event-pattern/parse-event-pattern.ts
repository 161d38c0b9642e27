import type { EventPattern } from './event-pattern.ts';
import { PatternFault } from './pattern-fault.ts';
import { PatternReader } from './pattern-reader.ts';
import { PatternTokens } from './pattern-tokens.ts';

/** No text that anyone means as a pattern comes near it; EventBridge itself takes 4,096. */
const MAXIMUM_READ_CHARACTERS = 65_536;

interface EventPatternProblem {
  /** In AWS's words: `Event pattern is not valid. Reason: …`. */
  message: string;
  /** From 1; where AWS's message says. */
  line: number;
  /** From 1, in UTF-16 units. */
  column: number;
  /** The field at fault; empty where it is the whole pattern. */
  path: string[];
}

export type ParsedEventPattern =
  | { ok: true; pattern: EventPattern }
  | { ok: false; problem: EventPatternProblem };

/**
 * Reads an event pattern from its text as EventBridge's PutRule and TestEventPattern do: of equal keys the last
 * counts, numbers are compared as written, and faults are worded as their InvalidEventPatternException. Its length is
 * judged by `checkEventPatternLength`.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function parseEventPattern(text: string): ParsedEventPattern {
  const tokens = new PatternTokens(text);
  const reader = new PatternReader(tokens);
  try {
    if (text.length > MAXIMUM_READ_CHARACTERS) {
      tokens.placelessFault(`It has more than ${MAXIMUM_READ_CHARACTERS} characters`);
    }
    return { ok: true, pattern: reader.read() };
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    const { message, line, column } = error;
    return {
      ok: false,
      problem: {
        message: `Event pattern is not valid. Reason: ${message}`,
        line,
        column,
        path: [...reader.path],
      },
    };
  }
}
