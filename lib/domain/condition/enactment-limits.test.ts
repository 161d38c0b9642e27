import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { enactmentLimits } from './enactment-limits.ts';
import { aCondition } from './testing/a-condition.ts';

const condition = (change: Partial<Condition> = {}, limits: Partial<Condition['limits']> = {}) =>
  aCondition(
    {
      when: '{"requestContext":{"condition":["Success"]},"responsePayload":{"done":[false]}}',
      ...change,
    },
    limits,
  );
const ALL = { delaySeconds: 90, backoffRate: 2, windowSeconds: 600, budgetUsd: 2 };
const FAILED = { when: '{"responsePayload":{"errorType":["PaymentPending"]}}' };

describe('enactmentLimits', () => {
  it.each<[Condition['how'], Condition, string[]]>([
    ['invoke', condition(), ['other chains']],
    ['invoke', condition({}, ALL), ['pays for 1 min 30 s', 'what it is billed', 'other chains']],
    ['invoke', condition(FAILED), ['other chains', 'tried twice more']],
    ['eventbridge', condition(), ['cannot count', 'other chains', 'asynchronous']],
    [
      'eventbridge',
      condition({ ...FAILED }, ALL),
      ['cannot count', 'cannot wait', 'first run', 'no budget', 'other chains', 'asynchronous', 'twice more'],
    ],
    ['stepfunctions', condition(), ['other chains', 'state machine starts']],
    ['stepfunctions', condition({}, ALL), ['costs', 'whole seconds', 'other chains', 'state machine starts']],
    [
      'stepfunctions',
      condition({ when: '{"requestContext":{"requestId":[{"exists":true}]}}' }),
      ['other chains', 'state machine starts', 'request ID'],
    ],
  ])('%s cannot, and says what is done about it: %#', (how, of, words) => {
    const { cannot } = enactmentLimits(of, how);
    expect(cannot.map(({ what }) => what)).toEqual(words.map((word) => expect.stringContaining(word)));
    expect(cannot.every(({ instead }) => instead.length > 10)).toBe(true);
  });

  it('says whose number the counter is', () => {
    const words = (change: Partial<Condition>) =>
      enactmentLimits(condition(change), 'eventbridge').cannot[0]?.instead;
    expect(words({})).toContain('the next run, and the rule asks for at most 5');
    expect(words({ nextInput: 'request' })).toContain('that ended, and the rule asks for less than 5');
  });

  it.each<[Condition['how'], Condition, string[]]>([
    ['invoke', condition({ counterPath: null, eventBusName: null }), []],
    ['eventbridge', condition(), []],
    ['eventbridge', condition({ counterPath: null, eventBusName: null }), ['counterPath', 'eventBusName']],
    ['eventbridge', condition({ counterPath: 'requestPayload.n', nextInput: 'request' }), ['counterPath']],
    ['eventbridge', condition({ when: '{"detail":["x"]}' }), ['when']],
    ['stepfunctions', condition({}, { maxAttempts: 2000 }), []],
    ['stepfunctions', condition({}, { maxAttempts: 2001 }), ['maxAttempts']],
  ])('%s is refused at its fields: %#', (how, of, fields) => {
    expect(enactmentLimits(of, how).problems.map(({ field }) => field)).toEqual(fields);
  });
});
