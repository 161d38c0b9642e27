import { describe, expect, it } from 'vitest';
import { aCondition } from '../testing/a-condition';
import { type ConditionFilters, conditionViewCounts, listedConditions } from './condition-list.model';

const conditions = [
  aCondition({ name: 'd', state: 'draft', deployedAt: null }),
  aCondition({ name: 'a', how: 'eventbridge' }),
  aCondition({ name: 'c', state: 'paused', staleCount: 2 }),
  aCondition({ name: 'b', state: 'drifted', functionName: 'report', words: ['requestPayload.kind is “x”'] }),
  aCondition({ name: 'e', state: 'changed', how: 'stepfunctions' }),
];
const names = (filters: Partial<ConditionFilters>) =>
  listedConditions(conditions, { view: 'all', how: '', text: '', ...filters })
    .map(({ name }) => name)
    .join('');

describe('listedConditions', () => {
  it.each([
    [{}, 'abcde'],
    [{ view: 'inForce' }, 'abe'],
    [{ view: 'attention' }, 'bce'],
    [{ view: 'draft' }, 'd'],
    [{ how: 'eventbridge' }, 'a'],
    [{ text: 'REPORT' }, 'b'],
    [{ text: 'requestpayload.kind' }, 'b'],
  ] satisfies [Partial<ConditionFilters>, string][])('%o leaves %s', (filters, left) => {
    expect(names(filters)).toBe(left);
  });

  it('counts every view', () => {
    expect(conditionViewCounts(conditions)).toEqual({ all: 5, inForce: 3, attention: 3, draft: 1 });
  });
});
