import { enableRule } from '../../../aws/enable-rule.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRule, restoreRule, ruleRefOf, ruleSubject, zRuleInput } from './rule-state.ts';

/** EventBridge EnableRule. */
export const enableRuleOperation = planOperationOf({
  operation: 'EnableRule',
  zInput: zRuleInput,
  subject: ruleSubject,
  read: (aws, input) => readRule(aws, ruleRefOf(input)),
  wanted: (_, state) => ({ ...state, State: 'ENABLED' }),
  execute: (aws, input) => enableRule(aws, ruleRefOf(input)),
  undo: (aws, input, former) => restoreRule(aws, ruleRefOf(input), former),
  shownIn: 'rules',
});
