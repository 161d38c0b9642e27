import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { patternFrom } from '../event-pattern/testing/pattern-from.ts';
import { evaluateCondition } from './evaluate-condition.ts';
import { type RecordedHop, recordOfHop } from './result-record.ts';
import { anyPayload, anyWhen } from './testing/arbitrary-condition.ts';

const hop = (change: Partial<RecordedHop> = {}): RecordedHop => ({
  requestId: 'request-1',
  functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:poller:7',
  status: 'succeeded',
  errorType: null,
  errorMessage: null,
  deliveryAttempt: 1,
  endedAt: new Date('2026-10-08T09:21:05.901Z'),
  payload: '{"attempt":3}',
  response: '{"status":"PENDING"}',
  ...change,
});
const failed = hop({ status: 'failed', errorType: 'Timeout', errorMessage: 'no answer', response: null });
const evaluate = (when: unknown, of: RecordedHop) => evaluateCondition(patternFrom(when), recordOfHop(of));

const PENDING = { responsePayload: { status: ['PENDING'] } };
const EITHER = { $or: [PENDING, { requestPayload: { attempt: [3] } }] };

describe('evaluateCondition', () => {
  it.each<[unknown, RecordedHop, string]>([
    [PENDING, hop(), 'matches'],
    [PENDING, hop({ response: '{"status":"DONE"}' }), 'differs'],
    [PENDING, hop({ response: null }), 'undecidable'],
    [PENDING, hop({ response: '{"status":"PEND' }), 'undecidable'],
    [EITHER, hop({ response: null }), 'matches'],
    [EITHER, hop({ response: null, payload: '{"attempt":4}' }), 'undecidable'],
    [EITHER, hop({ response: '{}', payload: null }), 'undecidable'],
    [{ ...PENDING, requestPayload: { attempt: [9] } }, hop({ response: null }), 'differs'],
    [{ responsePayload: { errorType: ['Timeout'] } }, failed, 'matches'],
    [{ 'responsePayload.errorType': ['Timeout'] }, failed, 'matches'],
    [{ responsePayload: { errorType: ['Other'] } }, failed, 'differs'],
    [{ responsePayload: { errorCode: [{ exists: false }] } }, failed, 'undecidable'],
    [{ responsePayload: { errorType: [{ exists: false }] } }, hop({ response: null }), 'undecidable'],
    [{ responsePayload: { x: [{ exists: false }, { exists: true }] } }, hop({ response: null }), 'matches'],
    [{ requestContext: { condition: ['Success'] } }, hop({ status: 'running' }), 'undecidable'],
    [{ requestContext: { condition: [{ prefix: 'Retries' }] } }, failed, 'matches'],
    [{ responseContext: { functionError: [{ exists: false }] } }, hop({ response: null }), 'matches'],
    [{ timestamp: [{ prefix: '2026' }] }, hop(), 'undecidable'],
  ])('%j: %j %s', (when, of, verdict) => {
    expect(evaluate(when, of).verdict).toBe(verdict);
  });

  it('names the fields that decided, and those that are not known', () => {
    const when = { ...PENDING, requestPayload: { attempt: [{ numeric: ['<', 5] }] } };
    const known = { path: 'requestPayload.attempt', expected: 'less than 5', actual: '3', holds: true };
    const status = { path: 'responsePayload.status', expected: '“PENDING”' };
    expect(evaluate(when, hop()).fields).toEqual([{ ...status, actual: '"PENDING"', holds: true }, known]);
    expect(evaluate(when, hop({ response: null })).fields).toEqual([
      { ...status, actual: null, holds: null },
      known,
    ]);
    expect(evaluate(when, hop({ response: '{"status":"DONE"}' })).fields).toEqual([
      { path: 'responsePayload.status', expected: '"PENDING"', actual: '"DONE"', holds: false },
    ]);
  });

  it('decides only what every completion of the unknown values agrees on', () => {
    const text = fc.option(anyPayload.map((payload) => JSON.stringify(payload)));
    const status = fc.constantFrom<RecordedHop['status']>('succeeded', 'failed', 'running');
    const completion = fc.record({ requestPayload: anyPayload, responsePayload: anyPayload });
    fc.assert(
      fc.property(
        anyWhen,
        fc.record({ payload: text, response: text, status, errorType: fc.option(fc.constant('x')) }),
        fc.array(fc.record({ completion, absent: fc.boolean(), success: fc.boolean() }), {
          minLength: 1,
          maxLength: 10,
        }),
        (when, change, completions) => {
          const pattern = patternFrom(when);
          const { record, unknownPaths } = recordOfHop(hop(change));
          const { verdict } = evaluateCondition(pattern, { record, unknownPaths });
          const unknown = new Set(unknownPaths.map((path) => path.join('.')));
          for (const { completion: values, absent, success } of completions) {
            const whole: Record<string, unknown> = structuredClone(record);
            for (const part of ['requestPayload', 'responsePayload'] as const) {
              if (!unknown.has(part)) continue;
              const held = whole[part];
              const filled = values[part];
              if (held === undefined && !absent) whole[part] = filled;
              else if (held !== undefined && isPlainObject(filled))
                whole[part] = Object.assign({}, filled, held);
            }
            if (unknown.has('requestContext.condition')) {
              const condition = success ? 'Success' : 'RetriesExhausted';
              whole.requestContext = { ...Object(record.requestContext), condition };
            }
            const matches = matchesEventPattern(pattern, whole);
            if (verdict === 'matches') expect(matches).toBe(true);
            if (verdict === 'differs') expect(matches).toBe(false);
          }
          if (unknownPaths.length === 1) expect(verdict).not.toBe('undecidable');
        },
      ),
      { numRuns: 300 },
    );
  });
});

function isPlainObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
