import { jsonSyntaxError } from '../json-text.ts';
import { comparableNumber } from './comparable-number.ts';
import { ExactNumber } from './exact-number.ts';
import type { JsonToken } from './json-token.ts';
import { PatternFault } from './pattern-fault.ts';
import { PatternTokens } from './pattern-tokens.ts';

/** Digits that a double may not hold, or an exponent that may exceed it. */
const MAY_LOSE_DIGITS = /[0-9][0-9.]{15}|[0-9][eE]/;

export type ReadEvent = { ok: true; event: unknown } | { ok: false; message: string };

/**
 * Reads an event for `matchesEventPattern` as JSON.parse does, but keeps the text of numbers that a double does not
 * hold exactly: EventBridge compares those digit by digit. The message says where the text is not JSON.
 */
export function readEvent(text: string): ReadEvent {
  const syntaxError = jsonSyntaxError(text);
  if (syntaxError !== null) {
    const { message, line, column } = syntaxError;
    return { ok: false, message: `${message} (line ${line}, column ${column})` };
  }
  if (!MAY_LOSE_DIGITS.test(text)) return { ok: true, event: JSON.parse(text) };
  const tokens = new PatternTokens(text);
  try {
    return { ok: true, event: readValue(tokens, tokens.next()) };
  } catch (error) {
    if (error instanceof PatternFault) return { ok: false, message: error.message };
    throw error;
  }
}

/** Recursive; the tokens allow no more depth than the stack. */
function readValue(tokens: PatternTokens, token: JsonToken): unknown {
  switch (token) {
    case '{': {
      const entries: [string, unknown][] = [];
      while (tokens.next() !== '}') {
        const key = tokens.text();
        entries.push([key, readValue(tokens, tokens.next())]);
      }
      return Object.fromEntries(entries);
    }
    case '[': {
      const members: unknown[] = [];
      for (let next = tokens.next(); next !== ']'; next = tokens.next()) {
        members.push(readValue(tokens, next));
      }
      return members;
    }
    case 'number':
      return comparableNumber(tokens.text()) ?? new ExactNumber(tokens.text());
    case 'string':
      return tokens.text();
    default:
      return token === 'null' ? null : token === 'true';
  }
}
