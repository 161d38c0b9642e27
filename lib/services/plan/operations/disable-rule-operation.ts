import { disableRule } from '../../../aws/disable-rule.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRule, restoreRule, ruleRefOf, ruleSubject, zRuleInput } from './rule-state.ts';

/** EventBridge DisableRule. */
export const disableRuleOperation = planOperationOf({
  operation: 'DisableRule',
  zInput: zRuleInput,
  subject: ruleSubject,
  read: (aws, input) => readRule(aws, ruleRefOf(input)),
  wanted: (_, state) => ({ ...state, State: 'DISABLED' }),
  execute: (aws, input) => disableRule(aws, ruleRefOf(input)),
  undo: (aws, input, former) => restoreRule(aws, ruleRefOf(input), former),
  shownIn: 'rules',
});
