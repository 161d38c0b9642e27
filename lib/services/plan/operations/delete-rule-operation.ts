import { deleteRule } from '../../../aws/delete-rule.ts';
import { planOperationOf } from '../plan-operation.ts';
import { NO_RULE, readRuleWithTags, restoreRule, ruleRefOf, ruleSubject, zRuleInput } from './rule-state.ts';

/** EventBridge DeleteRule; its targets must have been removed before. Undone, it comes back with its tags. */
export const deleteRuleOperation = planOperationOf({
  operation: 'DeleteRule',
  zInput: zRuleInput,
  subject: ruleSubject,
  read: (aws, input) => readRuleWithTags(aws, ruleRefOf(input)),
  wanted: () => ({ ...NO_RULE, Tags: null }),
  execute: (aws, input) => deleteRule(aws, ruleRefOf(input)),
  undo: (aws, input, former) => restoreRule(aws, ruleRefOf(input), former),
  shownIn: 'rules',
});
