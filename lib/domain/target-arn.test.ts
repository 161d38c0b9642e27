import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partitionOf, ruleArnOf, targetOfArn } from './target-arn.ts';

const HERE = { accountId: '123456789012', region: 'eu-west-1' };
const NO_FUNCTION = { functionName: null, qualifier: null };

it.each([
  [
    'arn:aws:lambda:eu-west-1:123456789012:function:poller',
    { kind: 'lambda', name: 'poller', functionName: 'poller', qualifier: null },
  ],
  [
    'arn:aws:lambda:eu-west-1:123456789012:function:poller:live',
    { kind: 'lambda', name: 'poller', functionName: 'poller', qualifier: 'live' },
  ],
  [
    'arn:aws:lambda:eu-west-1:123456789012:layer:shared:3',
    { kind: 'other', name: 'layer:shared:3', ...NO_FUNCTION },
  ],
  [
    'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/all:*',
    { kind: 'log-group', name: '/aws/events/all', ...NO_FUNCTION },
  ],
  [
    'arn:aws:logs:eu-west-1:123456789012:log-group:/aws/events/all',
    { kind: 'log-group', name: '/aws/events/all', ...NO_FUNCTION },
  ],
  [
    'arn:aws:sqs:eu-west-1:123456789012:dead-letters',
    { kind: 'queue', name: 'dead-letters', ...NO_FUNCTION },
  ],
  [
    'arn:aws:events:eu-west-1:123456789012:event-bus/orders',
    { kind: 'event-bus', name: 'orders', ...NO_FUNCTION },
  ],
  [
    'arn:aws:states:eu-west-1:123456789012:stateMachine:retry',
    { kind: 'state-machine', name: 'retry', ...NO_FUNCTION },
  ],
  [
    'arn:aws:events:eu-west-1:123456789012:api-destination/x/1',
    { kind: 'other', name: 'api-destination/x/1', ...NO_FUNCTION },
  ],
] as const)('%s', (arn, expected) => {
  expect(targetOfArn(arn)).toEqual({ ...HERE, ...expected });
});

it.each(['', 'poller', 'arn:aws:lambda', 'arn:aws:lambda:eu-west-1:123456789012:'])(
  '%j is no ARN',
  (text) => {
    expect(targetOfArn(text)).toEqual({
      kind: 'other',
      name: text,
      ...NO_FUNCTION,
      accountId: '',
      region: '',
    });
  },
);

it('leaves the default bus out of a rule’s ARN', () => {
  const rule = { ...HERE, ruleName: 'again' };
  expect(ruleArnOf({ ...rule, eventBusName: 'default' })).toBe(
    'arn:aws:events:eu-west-1:123456789012:rule/again',
  );
  expect(ruleArnOf({ ...rule, eventBusName: 'orders' })).toBe(
    'arn:aws:events:eu-west-1:123456789012:rule/orders/again',
  );
  expect(ruleArnOf({ ...rule, eventBusName: 'arn:aws:events:eu-west-1:123456789012:event-bus/orders' })).toBe(
    'arn:aws:events:eu-west-1:123456789012:rule/orders/again',
  );
});

it('knows the partitions', () => {
  expect(['eu-west-1', 'cn-north-1', 'us-gov-west-1'].map(partitionOf)).toEqual([
    'aws',
    'aws-cn',
    'aws-us-gov',
  ]);
});

it('never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(fc.string()).map((parts) => `arn:${parts.join(':')}`),
      ),
      (text) => {
        expect(targetOfArn(text)).toHaveProperty('kind');
      },
    ),
  );
});
