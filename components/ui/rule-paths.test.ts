import { describe, expect, it } from 'vitest';
import { duplicateRulePath, editRulePath, rulePath, ruleRefOf } from './rule-paths';

describe('paths of a rule', () => {
  const rule = { eventBusName: 'shop/orders', ruleName: 'again.1' };
  it('keep a bus name with slashes in one segment', () => {
    expect(rulePath(rule)).toBe('/rules/shop%2Forders/again.1');
    expect(editRulePath(rule)).toBe('/rules/shop%2Forders/again.1/edit');
  });
  it('name the rule that is copied so that it can be read back', () => {
    const from = new URL(duplicateRulePath(rule), 'http://here').searchParams.get('from');
    expect(ruleRefOf(from ?? '')).toEqual(rule);
  });
  it.each(['', 'a', '/a', 'a/'])('do not take %j for a rule', (text) => {
    expect(ruleRefOf(text)).toBeNull();
  });
});
