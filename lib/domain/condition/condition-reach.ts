import type { EventPattern } from '../event-pattern/event-pattern.ts';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import type { ResultRecord } from './result-record.ts';
import { filledRecord, sampleRecord } from './sample-record.ts';

export type ConditionReach = 'some' | 'never' | 'always' | 'unknown';

/** What Lambda's records have in common, and what may be anything (aws.md 6.2). */
function recordsOf(condition: string, responseContext: object, unknown: string[][]): ResultRecord {
  return {
    record: { version: '1.0', requestContext: { condition }, responseContext },
    unknownPaths: [
      ['timestamp'],
      ['requestContext', 'requestId'],
      ['requestContext', 'functionArn'],
      ['requestContext', 'approximateInvokeCount'],
      ['requestPayload'],
      ['responsePayload'],
      ['responseContext', 'executedVersion'],
      ...unknown,
    ],
  };
}

const FUNCTION_ERROR = ['responseContext', 'functionError'];
const FAILED = [['responseContext', 'statusCode'], FUNCTION_ERROR];

const SUCCESSES = [recordsOf('Success', { statusCode: 200 }, [])];
const FAILURES = [recordsOf('RetriesExhausted', {}, FAILED), recordsOf('EventAgeExceeded', {}, FAILED)];
const KINDS = [...SUCCESSES, ...FAILURES, recordsOf('ZeroReservedConcurrency', {}, FAILED)];

/** Whether a run that succeeded, or one that failed, may match. */
export function mayFollow(pattern: EventPattern): { success: boolean; failure: boolean } {
  const open = (kinds: readonly ResultRecord[]) =>
    kinds.some((kind) => evaluateCondition(pattern, kind).verdict !== 'differs');
  return { success: open(SUCCESSES), failure: open(FAILURES) };
}

/** A value that no condition asks for. */
const UNHEARD_OF = 'a value that nobody names';

/**
 * Whether a condition's pattern can match any record of Lambda's, or matches every one. Each answer but `unknown` is
 * proven: `some` by a record that matches and one that does not.
 */
export function reachOf(pattern: EventPattern): ConditionReach {
  const verdicts = KINDS.map((kind) => evaluateCondition(pattern, kind).verdict);
  if (verdicts.every((verdict) => verdict === 'differs')) return 'never';
  if (verdicts.every((verdict) => verdict === 'matches')) return 'always';
  const matches = KINDS.some(
    (kind, index) => verdicts[index] === 'matches' || isOfKind(sampleRecord(pattern, kind.record), kind),
  );
  const differs = KINDS.some((kind, index) => {
    if (verdicts[index] === 'differs' || !matchesEventPattern(pattern, kind.record)) return true;
    const filled = filledRecord(pattern, kind.record, UNHEARD_OF);
    return isOfKind(filled, kind) && !matchesEventPattern(pattern, filled);
  });
  return matches && differs ? 'some' : 'unknown';
}

/** The sample changed nothing of what is known of such records. */
function isOfKind(sample: Record<string, unknown> | null, { record, unknownPaths }: ResultRecord): boolean {
  if (sample === null) return false;
  const own = withoutUnknown(sample, unknownPaths);
  return JSON.stringify(own) === JSON.stringify(withoutUnknown(record, unknownPaths));
}

function withoutUnknown(record: Record<string, unknown>, unknownPaths: readonly string[][]): unknown {
  const copy = structuredClone(record);
  for (const [part = '', field] of unknownPaths) {
    const inner = copy[part];
    if (field === undefined) delete copy[part];
    else if (typeof inner === 'object' && inner !== null) Reflect.deleteProperty(inner, field);
  }
  return copy;
}
