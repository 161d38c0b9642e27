import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { patternFrom } from '../event-pattern/testing/pattern-from.ts';
import { type RuleCondition, ruleEnactment } from './rule-enactment.ts';
import { anyRecordText, anyWhen } from './testing/arbitrary-condition.ts';

const POLLER = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const condition = (change: Partial<RuleCondition> = {}): RuleCondition => ({
  functionArn: POLLER,
  when: '{"requestContext":{"condition":["Success"]},"responsePayload":{"done":[false]}}',
  nextInput: 'response',
  counterPath: 'responsePayload.attempt',
  limits: { maxAttempts: 5 },
  ...change,
});
function enacted(change: Partial<RuleCondition> = {}) {
  const rule = ruleEnactment(condition(change));
  if (!rule.ok) throw new Error(rule.message);
  return rule;
}
/** How many runs follow each other where each is run by the rule. */
function runsOf(change: Partial<RuleCondition>, counts: (attempt: number) => number): number {
  const pattern = patternFrom(enacted(change).eventPattern);
  for (let attempt = 1; attempt < 100; attempt += 1) {
    const event = {
      source: 'lambda',
      'detail-type': 'Lambda Function Invocation Result - Success',
      detail: {
        requestContext: { functionArn: `${POLLER}:$LATEST`, condition: 'Success' },
        requestPayload: { attempt },
        responsePayload: { done: false, attempt: counts(attempt) },
      },
    };
    if (!matchesEventPattern(pattern, event)) return attempt;
  }
  return 100;
}

describe('ruleEnactment', () => {
  it.each<[Partial<RuleCondition>, (attempt: number) => number, number]>([
    [{}, (attempt) => attempt + 1, 5],
    [{ limits: { maxAttempts: 2 } }, (attempt) => attempt + 1, 2],
    [{ counterPath: 'requestPayload.attempt' }, (attempt) => attempt + 1, 5],
    [{ nextInput: 'request' }, (attempt) => attempt, 5],
    [{ counterPath: null }, (attempt) => attempt + 1, 100],
  ])('with %j a chain has as many runs as the limit says', (change, counts, runs) => {
    expect(runsOf(change, counts)).toBe(runs);
  });

  it.each<[Partial<RuleCondition>, object]>([
    [{}, { onSuccess: true, onFailure: false, maximumRetryAttempts: null, bounded: true }],
    [{ when: '{"responsePayload":{"done":[false]}}' }, { onSuccess: true, onFailure: true }],
    [
      { when: '{"responseContext":{"functionError":["Unhandled"]}}', counterPath: null },
      { onSuccess: false, onFailure: true, maximumRetryAttempts: 0, bounded: false },
    ],
    [{ nextInput: 'request' }, { inputPath: '$.detail.requestPayload', bounded: true }],
  ])('%j needs %j', (change, expected) => {
    expect(enacted(change)).toMatchObject(expected);
  });

  it.each<[Partial<RuleCondition>, string, string]>([
    [{ when: '{"responsePayload":' }, 'when', 'not valid'],
    [{ when: '{"requestContext":{"condition":["ZeroReservedConcurrency"]}}' }, 'when', 'without end'],
    [{ when: '{"responsePayload":{"attempt":[{"numeric":[">",1]}]}}' }, 'counterPath', 'already says'],
  ])('refuses %j at %s', (change, field, words) => {
    const rule = ruleEnactment(condition(change));
    expect(rule).toMatchObject({ ok: false, field });
    expect(rule.ok ? '' : rule.message).toContain(words);
  });

  it('takes of this function what the condition matches, and nothing of another', () => {
    fc.assert(
      fc.property(anyWhen, anyRecordText, (when, text) => {
        const rule = ruleEnactment(condition({ when, counterPath: null }));
        if (!rule.ok) return;
        const record = JSON.parse(text);
        const success = record.requestContext.condition === 'Success';
        const caught = (functionArn: string) =>
          matchesEventPattern(patternFrom(rule.eventPattern), {
            source: 'lambda',
            'detail-type': `Lambda Function Invocation Result - ${success ? 'Success' : 'Failure'}`,
            detail: { ...record, requestContext: { ...record.requestContext, functionArn } },
          });
        const matches = matchesEventPattern(patternFrom(when), record);
        expect(caught(`${POLLER}:7`)).toBe(matches);
        expect(caught(`${POLLER}-other:7`)).toBe(false);
        if (matches) expect(success ? rule.onSuccess : rule.onFailure).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
