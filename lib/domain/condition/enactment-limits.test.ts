import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { enactmentLimits } from './enactment-limits.ts';

const LIMITS = {
  maxAttempts: 5,
  delaySeconds: 0,
  backoffRate: 1,
  maxDelaySeconds: null,
  jitter: 'NONE' as const,
  windowSeconds: null,
  budgetUsd: null,
  ratePerSecond: 1,
  maxAgeSeconds: 900,
};
const condition = (
  change: Partial<Condition> = {},
  limits: Partial<Condition['limits']> = {},
): Condition => ({
  conditionId: '0b0f7c2e-3d1a-4c58-9e8e-000000000001',
  name: 'until it is done',
  functionName: 'poller',
  functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:poller',
  version: 1,
  when: '{"requestContext":{"condition":["Success"]},"responsePayload":{"done":[false]}}',
  how: 'invoke',
  nextInput: 'response',
  counterPath: 'responsePayload.attempt',
  eventBusName: 'chains',
  deployedAt: null,
  limits: { ...LIMITS, ...limits },
  ...change,
});
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
