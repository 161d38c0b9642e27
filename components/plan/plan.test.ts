import { describe, expect, it } from 'vitest';
import type { Plan } from '@/lib/contract/plan';
import { callSubject } from './call-subject.model';
import { planWords } from './plan-words.model';

type Call = Plan['calls'][number];
const calls = (...statuses: Call['status'][]): Call[] =>
  statuses.map((status, index) => ({
    operation: ['PutRule', 'AddPermission', 'PutTargets'][index] ?? 'PutRule',
    input: '{}',
    changes: [],
    status,
    problem: null,
  }));

describe('planWords', () => {
  it('offers undo only where something was written', () => {
    const offers = (
      ['proposed', 'running', 'done', 'failed', 'interrupted', 'undone', 'discarded'] as const
    ).map((status) => {
      const words = planWords({ status, calls: calls('planned') });
      return [status, words.execute !== null, words.undo !== null];
    });
    expect(offers).toEqual([
      ['proposed', true, false],
      ['running', false, false],
      ['done', false, true],
      ['failed', true, true],
      ['interrupted', true, true],
      ['undone', false, false],
      ['discarded', false, false],
    ]);
  });

  it.each([
    ['running', calls('done', 'running', 'planned'), /1 of 3 done/],
    ['running', calls('running'), /^Changing and verifying…$/],
    ['running', calls('done', 'failed', 'planned'), /Taking back/],
    ['failed', calls('done', 'failed', 'planned'), /stopped at AddPermission/],
    ['interrupted', calls('done', 'running', 'planned'), /1 of 3 done/],
    ['undone', calls('undone', 'failed', 'planned'), /AddPermission failed.*former state/],
    ['undone', calls('undone', 'undone', 'undone'), /^Undone/],
    ['discarded', calls('planned', 'planned'), /^Discarded\.$/],
    ['discarded', calls('done', 'running', 'planned'), /left as it is, 1 of 3 done/],
    ['discarded', calls('running', 'planned'), /left as it is, 0 of 2 done/],
  ] as const)('says of %s how far it came', (status, made, says) => {
    expect(planWords({ status, calls: made }).progress).toMatch(says);
  });
});

describe('callSubject', () => {
  it.each([
    ['PutRule', { Name: 'again', EventBusName: 'orders' }, 'rule again on bus orders'],
    ['PutTargets', { Rule: 'again', EventBusName: 'orders', Targets: [] }, 'rule again on bus orders'],
    ['AddPermission', { FunctionName: 'charge', StatementId: 'x' }, 'function charge'],
    [
      'AddPermission',
      { FunctionName: 'arn:aws:lambda:eu-west-1:123456789012:function:charge' },
      'function charge',
    ],
    ['CreateLogGroup', { logGroupName: '/aws/events/orders' }, 'log group /aws/events/orders'],
    ['SetQueueAttributes', { QueueUrl: 'http://127.0.0.1/000000000000/dead' }, 'queue dead'],
    ['Other', { Count: 1 }, ''],
    ['Other', [], ''],
  ])('names what %s acts on', (operation, input, subject) => {
    expect(callSubject(operation, JSON.stringify(input))).toBe(subject);
  });
});
