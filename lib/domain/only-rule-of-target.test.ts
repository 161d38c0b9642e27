import { expect, it } from 'vitest';
import { onlyRuleOfTarget } from './only-rule-of-target.ts';

const arn = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`;
const rule = (ruleName: string, functionName: string, state = 'ENABLED') => ({
  ruleName,
  state,
  eventPattern: '{"source":["a"]}',
  targets: [{ arn: arn(functionName) }],
});

it.each([
  ['the one that points there', [rule('a', 'poller'), rule('b', 'other')], 'a'],
  ['by an alias, too', [rule('a', 'poller:live')], 'a'],
  ['none where two point there', [rule('a', 'poller'), rule('b', 'poller')], null],
  ['a disabled one carries nothing', [rule('a', 'poller'), rule('b', 'poller', 'DISABLED')], 'a'],
  ['none without rules', [], null],
])('%s', (_case, rules, expected) => {
  expect(onlyRuleOfTarget(rules, 'poller')?.ruleName ?? null).toBe(expected);
});

it('leaves schedules out', () => {
  expect(onlyRuleOfTarget([{ ...rule('a', 'poller'), eventPattern: null }], 'poller')).toBeNull();
});
