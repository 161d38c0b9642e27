import { matchesEventPattern } from '../../domain/event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import type { ConformanceSubject } from './subject.ts';

const INVALID = 'InvalidEventPatternException';
/** What AWS puts before the matcher's own words. */
const BEFORE_REASON = 'Event pattern is not valid. Reason: ';

interface Case {
  name: string;
  pattern: string;
  event: string;
  expected: boolean | typeof INVALID;
  /** The matcher's words for an invalid pattern, where the data has them. */
  message: string | null;
}

interface Answer {
  result: boolean | typeof INVALID;
  message: string | null;
}

/** Prints every case that is answered otherwise, and how many messages agree; messages alone fail nothing. */
export const eventPatterns: ConformanceSubject = {
  row: '{"pattern" or "patternText", "event" or "eventText", "expected"}',
  judge: (rows) => judge(rows.map(caseOf)),
};

function judge(cases: readonly Case[]): boolean {
  let right = 0;
  let messages = 0;
  let agreeing = 0;
  for (const one of cases) {
    const { result, message } = answer(one);
    right += Number(result === one.expected);
    if (result !== one.expected) {
      const reason = message === null ? '' : `\n  ${message}`;
      console.log(
        `${one.name}\n  MISMATCH: expected ${one.expected}, answered ${result}${reason}\n  pattern ${one.pattern}\n  event ${one.event.slice(0, 2000)}\n`,
      );
    }
    if (one.message === null) continue;
    messages += 1;
    agreeing += Number(message === one.message);
    if (message !== one.message) {
      console.log(`${one.name}\n  message named: ${one.message}\n  message given: ${message}\n`);
    }
  }
  console.log(`${right} of ${cases.length} patterns answered as expected`);
  if (messages > 0) console.log(`${agreeing} of ${messages} messages of invalid patterns agree`);
  return right === cases.length;
}

function answer({ pattern, event }: Case): Answer {
  const parsed = parseEventPattern(pattern);
  if (!parsed.ok) {
    return { result: INVALID, message: parsed.problem.message.slice(BEFORE_REASON.length) };
  }
  const read = readEvent(event);
  if (!read.ok) return { result: false, message: read.message };
  return { result: matchesEventPattern(parsed.pattern, read.event), message: null };
}

function caseOf(row: Record<string, unknown>, index: number): Case {
  const { name, expected, message } = row;
  if (typeof expected !== 'boolean' && expected !== INVALID) {
    throw new Error(`row ${index + 1} has no "expected": true, false or "${INVALID}"`);
  }
  return {
    name: typeof name === 'string' ? name : `row ${index + 1}`,
    pattern: textOf(row, 'pattern'),
    event: textOf(row, 'event'),
    expected,
    message: typeof message === 'string' ? message : null,
  };
}

/** The text as written, where there is one: a number's digits count. */
function textOf(row: Record<string, unknown>, field: 'pattern' | 'event'): string {
  const text = row[`${field}Text`];
  return typeof text === 'string' ? text : (JSON.stringify(row[field]) ?? '');
}
