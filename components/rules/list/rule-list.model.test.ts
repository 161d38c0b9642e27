import { describe, expect, it } from 'vitest';
import type { RuleSummary } from '@/lib/contract/rule';
import { aRule, aTargetCheck } from '../testing/a-rule';
import { listedRules, type RuleFilters, ruleViewCounts } from './rule-list.model';

const noTarget: RuleSummary['problems'][number] = {
  code: 'no-target',
  severity: 'problem',
  message: 'm',
  nextStep: null,
};
const rules = [
  aRule({ ruleName: 'b', hopCount: 3, lastMatchAt: '2026-11-23T09:00:00.000Z' }),
  aRule({ ruleName: 'a', hopCount: 1, targets: [aTargetCheck()] }),
  aRule({
    ruleName: 'c',
    eventBusName: 'default',
    state: 'DISABLED',
    problems: [{ ...noTarget, severity: 'hint' }],
  }),
  aRule({ ruleName: 'd', problems: [noTarget], lastMatchAt: '2026-11-23T08:00:00.000Z' }),
];
const ALL: RuleFilters = { view: 'all', bus: '', text: '', sort: 'problems' };
const names = (filters: Partial<RuleFilters>) =>
  listedRules(rules, { ...ALL, ...filters })
    .map((rule) => rule.ruleName)
    .join('');

describe('listedRules', () => {
  it.each([
    [{}, 'dabc'],
    [{ sort: 'name' }, 'abcd'],
    [{ sort: 'matched' }, 'bdac'],
    [{ sort: 'hops' }, 'bacd'],
    [{ view: 'enabled' }, 'dab'],
    [{ view: 'disabled' }, 'c'],
    [{ view: 'problems' }, 'd'],
    [{ bus: 'default' }, 'c'],
    [{ text: ' CHARGE' }, 'a'],
    [{ text: 'source' }, 'dabc'],
    [{ text: 'nothing has this' }, ''],
  ] as const)('with %j lists %s', (filters, listed) => {
    expect(names(filters)).toBe(listed);
  });

  it('counts what each view holds of a bus', () => {
    expect(ruleViewCounts(rules, '')).toEqual({ all: 4, enabled: 3, disabled: 1, problems: 1 });
    expect(ruleViewCounts(rules, 'default')).toEqual({ all: 1, enabled: 0, disabled: 1, problems: 0 });
  });
});
