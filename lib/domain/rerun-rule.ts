import { parseEventPattern } from './event-pattern/parse-event-pattern.ts';
import { upperBoundsOf } from './event-pattern/upper-bound.ts';
import { jsonMembers, skipBlanks } from './json-scan.ts';
import { withLeaf } from './rerun-rule-pattern.ts';

export interface RerunCondition {
  /** Of the function, without version or alias. */
  functionArn: string;
  on: 'success' | 'failure';
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

const DETAIL_TYPES = {
  success: 'Lambda Function Invocation Result - Success',
  failure: 'Lambda Function Invocation Result - Failure',
} as const;
const INPUT_PATHS = { response: '$.detail.responsePayload', request: '$.detail.requestPayload' } as const;

/**
 * The rule that runs a function again by its own destination records, without touching its code. The function's ARN is
 * matched by its start, for the record's ends with `:$LATEST` or a version; a run that failed because its reserved
 * concurrency is 0 is left out, or the rule would turn without end (aws.md 3.1, 6.2, 6.3).
 */
export function compileRerunRule(condition: RerunCondition): CompiledRerunRule {
  const detail = detailOf(condition);
  if (!detail.ok) return detail;
  const requestContext = [
    `"functionArn":[{"prefix":${JSON.stringify(`${condition.functionArn}:`)}}]`,
    ...(condition.on === 'failure' ? ['"condition":[{"anything-but":["ZeroReservedConcurrency"]}]'] : []),
  ];
  const members = [`"requestContext":{${requestContext.join(',')}}`, ...detail.members];
  const eventPattern = `{"source":["lambda"],"detail-type":["${DETAIL_TYPES[condition.on]}"],"detail":{${members.join(',')}}}`;
  const parsed = parseEventPattern(eventPattern);
  if (!parsed.ok) return { ok: false, field: 'detailPattern', message: parsed.problem.message };
  const inputPath = INPUT_PATHS[condition.nextInput];
  const bounds = upperBoundsOf(parsed.pattern).map(({ path }) => path[1] ?? '');
  // A request that is handed on as it was never changes: a bound on it holds for ever.
  const handedOn =
    condition.nextInput === 'response' ? ['responsePayload', 'requestPayload'] : ['responsePayload'];
  return { ok: true, eventPattern, inputPath, bounded: bounds.some((part) => handedOn.includes(part)) };
}

type Detail =
  | { ok: true; members: string[] }
  | { ok: false; field: 'detailPattern' | 'bound'; message: string };

/** The members of `detail` as JSON text: the operator's, letter by letter, and the bound. */
function detailOf({ detailPattern, bound }: RerunCondition): Detail {
  const given = detailPattern.trim() === '' ? '{}' : detailPattern;
  const start = skipBlanks(given, 0);
  const problem = detailProblem(given, start);
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
  const members = jsonMembers(text, skipBlanks(text, 0)).map(({ keyStart, valueEnd }) =>
    text.slice(keyStart, valueEnd),
  );
  return { ok: true, members };
}

function detailProblem(text: string, start: number): string | null {
  try {
    JSON.parse(text);
  } catch {
    return 'The pattern is not JSON.';
  }
  if (text[start] !== '{') return 'The pattern is a JSON object over the record’s fields.';
  const foreign = jsonMembers(text, start).find(({ key }) => !ALLOWED.has(key));
  if (foreign === undefined) return null;
  return foreign.key === 'requestContext'
    ? 'requestContext is filled in here: it ties the rule to this function.'
    : `A destination record has no field ${foreign.key}; it has requestPayload, responsePayload and responseContext.`;
}

const ALLOWED = new Set(['requestPayload', 'responsePayload', 'responseContext', '$or']);

/** The operator's own pattern keeps the counter at least as low. */
function isBounded(detailPattern: string, bound: { path: string; below: number }): boolean {
  const parsed = parseEventPattern(`{"detail":${detailPattern}}`);
  if (!parsed.ok) return false;
  return upperBoundsOf(parsed.pattern).some(
    ({ path, below, inclusive }) =>
      path.slice(1).join('.') === bound.path && (inclusive ? below < bound.below : below <= bound.below),
  );
}
