import { z } from 'zod';
import { putRule } from '../../../aws/put-rule.ts';
import { definedFields } from '../defined-fields.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readRule, restoreRule, ruleRefOf, ruleSubject, zRuleInput, zRuleState } from './rule-state.ts';

const zInput = zRuleInput.extend({
  EventPattern: z.string().optional(),
  ScheduleExpression: z.string().optional(),
  State: zRuleState.optional(),
  Description: z.string().optional(),
  RoleArn: z.string().optional(),
  /** Of a rule that is new; AWS ignores them of one that exists. */
  Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
});

/** EventBridge PutRule: what the input leaves out becomes empty. */
export const putRuleOperation = planOperationOf({
  operation: 'PutRule',
  zInput,
  subject: ruleSubject,
  read: (aws, input) => readRule(aws, ruleRefOf(input)),
  wanted: (input) => ({
    EventPattern: input.EventPattern ?? null,
    ScheduleExpression: input.ScheduleExpression ?? null,
    State: input.State ?? 'ENABLED',
    Description: input.Description || null,
    RoleArn: input.RoleArn ?? null,
  }),
  async execute(aws, input) {
    await putRule(aws, definedFields(input));
  },
  undo: (aws, input, former) => restoreRule(aws, ruleRefOf(input), former),
  shownIn: 'rules',
});
