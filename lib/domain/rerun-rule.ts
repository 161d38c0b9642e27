import type { EventPattern } from './event-pattern/event-pattern.ts';
import { mayMatchEventPattern } from './event-pattern/may-match-event-pattern.ts';
import { parseEventPattern } from './event-pattern/parse-event-pattern.ts';
import { upperBoundsOf } from './event-pattern/upper-bound.ts';
import { jsonMembers, skipBlanks } from './json-scan.ts';
import { withLeaf } from './rerun-rule-pattern.ts';

export interface RerunCondition {
  /** Of the function, without version or alias. */
  functionArn: string;
  /** `either`: what the pattern says of `requestContext.condition` decides. */
  on: 'success' | 'failure' | 'either';
  /** JSON text of a pattern over the record: `responsePayload`, `requestPayload` … */
  detailPattern: string;
  /** Dotted path of the counter within the record, and the number it stays below. */
  bound: { path: string; below: number } | null;
  nextInput: 'response' | 'request';
}

export type CompiledRerunRule =
  | {
      ok: true;
      eventPattern: string;
      /** Takes the next run's input out of the record, so that records do not nest (aws.md 6.3). */
      inputPath: string;
      /** Whether the bound can end the loop: its counter is in what one run hands to the next. */
      bounded: boolean;
    }
  | { ok: false; field: 'detailPattern' | 'bound'; message: string };

const SUCCESS = '"Lambda Function Invocation Result - Success"';
const FAILURE = '"Lambda Function Invocation Result - Failure"';
const DETAIL_TYPES = { success: SUCCESS, failure: FAILURE, either: `${SUCCESS},${FAILURE}` } as const;
const INPUT_PATHS = { response: '$.detail.responsePayload', request: '$.detail.requestPayload' } as const;

/**
 * The rule that runs a function again by its own destination records, without touching its code. The function's ARN is
 * matched by its start, for the record's ends with `:$LATEST` or a version; a run that failed because its reserved
 * concurrency is 0 is left out, or the rule would turn without end (aws.md 3.1, 6.2, 6.3).
 */
export function compileRerunRule(condition: RerunCondition): CompiledRerunRule {
  const detail = detailOf(condition);
  if (!detail.ok) return detail;
  const eventPattern = `{"source":["lambda"],"detail-type":[${DETAIL_TYPES[condition.on]}],"detail":${detail.text}}`;
  const parsed = parseEventPattern(eventPattern);
  if (!parsed.ok) return { ok: false, field: 'detailPattern', message: parsed.problem.message };
  if (condition.on !== 'success' && takesHeldRuns(parsed.pattern, condition.functionArn)) {
    return { ok: false, field: 'detailPattern', message: HELD };
  }
  const inputPath = INPUT_PATHS[condition.nextInput];
  const bounds = upperBoundsOf(parsed.pattern).map(({ path }) => path[1] ?? '');
  // A request that is handed on as it was never changes: a bound on it holds for ever.
  const handedOn =
    condition.nextInput === 'response' ? ['responsePayload', 'requestPayload'] : ['responsePayload'];
  return { ok: true, eventPattern, inputPath, bounded: bounds.some((part) => handedOn.includes(part)) };
}

/** Whether a pattern that speaks of `requestContext.condition` itself takes the result that must not run again. */
function takesHeldRuns(pattern: EventPattern, functionArn: string): boolean {
  const requestContext = { functionArn: `${functionArn}:1`, condition: 'ZeroReservedConcurrency' };
  const event = { source: 'lambda', 'detail-type': JSON.parse(FAILURE), detail: { requestContext } };
  const unknown = ['requestPayload', 'responsePayload', 'responseContext', 'timestamp', 'version'];
  return mayMatchEventPattern(
    pattern,
    event,
    unknown.map((part) => ['detail', part]),
  );
}

type Detail = { ok: true; text: string } | { ok: false; field: 'detailPattern' | 'bound'; message: string };

/** The text of `detail`: the operator's pattern, letter by letter, the function and the bound. */
function detailOf({ detailPattern, bound, functionArn, on }: RerunCondition): Detail {
  const given = detailPattern.trim() === '' ? '{}' : detailPattern;
  const start = skipBlanks(given, 0);
  const problem = detailProblem(given, start, on);
  if (problem !== null) return { ok: false, field: 'detailPattern', message: problem };
  let text = given;
  if (bound !== null && !isBounded(given, bound)) {
    const path = bound.path.split('.');
    const merged = withLeaf(given, path, `[{"numeric":["<",${bound.below}]}]`);
    if (merged === null) {
      const message = `The pattern already says something else of ${bound.path}: state the upper bound there, or leave it out there.`;
      return { ok: false, field: 'bound', message };
    }
    text = merged;
  }
  const own = namesOf(given);
  const prefix = `[{"prefix":${JSON.stringify(`${functionArn}:`)}}]`;
  const tied = withLeaf(text, ['requestContext', 'functionArn'], prefix);
  if (tied === null || own.has('requestContext.functionArn')) {
    return { ok: false, field: 'detailPattern', message: FILLED_IN };
  }
  if (on === 'success' || own.has('requestContext.condition')) return { ok: true, text: tied };
  const notHeld = '[{"anything-but":["ZeroReservedConcurrency"]}]';
  return { ok: true, text: withLeaf(tied, ['requestContext', 'condition'], notHeld) ?? tied };
}

/** Two fields of one name, within and outside of an `$or`, are not both required: the later one alone counts. */
function namesOf(detailPattern: string): Set<string> {
  const parsed = parseEventPattern(detailPattern);
  return new Set(parsed.ok ? parsed.pattern.alternatives.flat().map(({ path }) => path.join('.')) : []);
}

const HELD =
  'The pattern takes ZeroReservedConcurrency, the result of a run that was held: the rule would turn without end.';
const FILLED_IN = 'requestContext is filled in here: it ties the rule to this function.';

function detailProblem(text: string, start: number, on: RerunCondition['on']): string | null {
  try {
    JSON.parse(text);
  } catch {
    return 'The pattern is not JSON.';
  }
  if (text[start] !== '{') return 'The pattern is a JSON object over the record’s fields.';
  const allowed = on === 'either' ? RECORD_FIELDS : ALLOWED;
  const foreign = jsonMembers(text, start).find(({ key }) => !allowed.has(key));
  if (foreign === undefined) return null;
  return foreign.key === 'requestContext'
    ? FILLED_IN
    : `A destination record has no field ${foreign.key}; it has requestPayload, responsePayload and responseContext.`;
}

const ALLOWED = new Set(['requestPayload', 'responsePayload', 'responseContext', '$or']);
const RECORD_FIELDS = new Set([...ALLOWED, 'requestContext', 'version', 'timestamp']);

/** The operator's own pattern keeps the counter at least as low. */
function isBounded(detailPattern: string, bound: { path: string; below: number }): boolean {
  const parsed = parseEventPattern(`{"detail":${detailPattern}}`);
  if (!parsed.ok) return false;
  return upperBoundsOf(parsed.pattern).some(
    ({ path, below, inclusive }) =>
      path.slice(1).join('.') === bound.path && (inclusive ? below < bound.below : below <= bound.below),
  );
}
