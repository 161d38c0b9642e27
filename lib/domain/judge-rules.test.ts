import { describe, expect, it } from 'vitest';
import { carryingRule } from './carrying-rule.ts';
import { judgeRules, likeness } from './judge-rules.ts';

const rule = (ruleName: string, eventPattern: object | null, state: 'ENABLED' | 'DISABLED' = 'ENABLED') => ({
  ruleName,
  state,
  eventPattern: eventPattern === null ? null : JSON.stringify(eventPattern),
});
const event = { source: 'mySource', 'detail-type': 'myDetailType', detail: { n: 1 } };

describe('judgeRules', () => {
  it('puts matches first, then the disabled ones, then by how little they differ', () => {
    const judged = judgeRules(
      [
        rule('stranger', { source: ['payments'], 'detail-type': ['Charged'] }),
        rule('alike', { source: ['my.source'], 'detail-type': ['MyDetail'] }),
        rule('nearly', { source: ['mySource'], detail: { n: [2] } }),
        rule('off', { source: ['mySource'] }, 'DISABLED'),
        rule('on', { source: ['mySource'] }),
        rule('schedule', null),
      ],
      event,
    );
    expect(judged.map(({ rule: { ruleName }, outcome }) => [ruleName, outcome])).toEqual([
      ['on', 'matches'],
      ['off', 'matches-disabled'],
      ['nearly', 'nearly'],
      ['alike', 'differs'],
      ['stranger', 'differs'],
    ]);
    expect(judged[3]?.failures.map(({ path }) => path.join('.'))).toEqual(['source', 'detail-type']);
  });

  it('never calls a pattern that cannot be judged nearly matching', () => {
    const [judged] = judgeRules(
      [{ ruleName: 'odd', state: 'ENABLED', eventPattern: '{"source":"x"}' }],
      event,
    );
    expect(judged).toMatchObject({ outcome: 'differs' });
    expect(judged?.failures[0]?.reason).toMatch(/^The rule’s pattern cannot be judged here: /);
  });
});

describe('carryingRule', () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:orders';
  const reaching = (ruleName: string, source: string, state: 'ENABLED' | 'DISABLED' = 'ENABLED') => ({
    ...rule(ruleName, { source: [source] }, state),
    targets: [{ arn }],
  });

  it('names the only enabled rule that matches and targets the function', () => {
    const rules = [
      reaching('a', 'mySource'),
      reaching('b', 'other'),
      reaching('c', 'mySource', 'DISABLED'),
      { ...reaching('d', 'mySource'), targets: [{ arn: `${arn}2` }] },
    ];
    expect(carryingRule(rules, event, 'orders')).toBe('a');
  });

  it('names none where several may have carried it', () => {
    expect(carryingRule([reaching('a', 'mySource'), reaching('b', 'mySource')], event, 'orders')).toBe(null);
    expect(carryingRule([], event, 'orders')).toBe(null);
  });
});

describe('likeness', () => {
  it.each([
    ['mySource', 'my.event.source', 0.4, 1],
    ['payment-bus', 'payments-bus', 0.8, 1],
    ['default', 'orders', 0, 0.3],
    ['', 'x', 0, 0],
    ['same', 'SAME', 1, 1],
  ])('of %s and %s lies between %d and %d', (a, b, least, most) => {
    expect(likeness(a, b)).toBeGreaterThanOrEqual(least);
    expect(likeness(a, b)).toBeLessThanOrEqual(most);
  });
});
