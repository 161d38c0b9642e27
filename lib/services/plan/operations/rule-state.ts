import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { deleteRule } from '../../../aws/delete-rule.ts';
import { describeRule } from '../../../aws/describe-rule.ts';
import type { RuleRef } from '../../../aws/event-rule.ts';
import { listTagsForResource } from '../../../aws/list-tags-for-resource.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putRule } from '../../../aws/put-rule.ts';
import type { Fields } from '../plan-body.ts';

export const zRuleState = z.enum(['ENABLED', 'DISABLED', 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS']);
const zText = z.string().nullable();
const zState = z.object({
  EventPattern: zText,
  ScheduleExpression: zText,
  /** Null where the rule does not exist. */
  State: zRuleState.nullable(),
  Description: zText,
  RoleArn: zText,
  /** Read only where the rule will be deleted. */
  Tags: z.record(z.string(), z.string()).nullable().optional(),
});

/** A rule that does not exist. */
export const NO_RULE = {
  EventPattern: null,
  ScheduleExpression: null,
  State: null,
  Description: null,
  RoleArn: null,
};

export const zRuleInput = z.object({ Name: z.string(), EventBusName: z.string() });
export const ruleRefOf = (input: z.infer<typeof zRuleInput>): RuleRef => ({
  eventBusName: input.EventBusName,
  ruleName: input.Name,
});
export const ruleSubject = (input: z.infer<typeof zRuleInput>) =>
  `rule ${input.Name} on bus ${input.EventBusName}`;

/** What PutRule would make of it; targets and tags are not part of it. */
export async function readRule(aws: AwsClients, ref: RuleRef): Promise<Fields> {
  const rule = await nullWhereAbsent(describeRule(aws, ref));
  if (rule === null) return NO_RULE;
  const { eventPattern, scheduleExpression, state, description, roleArn } = rule;
  return {
    EventPattern: eventPattern,
    ScheduleExpression: scheduleExpression,
    State: state,
    Description: description,
    RoleArn: roleArn,
  };
}

/** The same with its tags, so that a deleted rule comes back whole. */
export async function readRuleWithTags(aws: AwsClients, ref: RuleRef): Promise<Fields> {
  const rule = await nullWhereAbsent(describeRule(aws, ref));
  if (rule === null) return { ...NO_RULE, Tags: null };
  return { ...(await readRule(aws, ref)), Tags: await listTagsForResource(aws, rule.ruleArn) };
}

/** Makes the rule what it was. */
export async function restoreRule(aws: AwsClients, ref: RuleRef, former: Fields): Promise<void> {
  const { EventPattern, ScheduleExpression, State, Description, RoleArn, Tags } = zState.parse(former);
  if (State === null) {
    await deleteRule(aws, ref);
    return;
  }
  const tags = Object.entries(Tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
  await putRule(aws, {
    Name: ref.ruleName,
    EventBusName: ref.eventBusName,
    State,
    ...(EventPattern === null ? {} : { EventPattern }),
    ...(ScheduleExpression === null ? {} : { ScheduleExpression }),
    ...(Description === null ? {} : { Description }),
    ...(RoleArn === null ? {} : { RoleArn }),
    ...(tags.length === 0 ? {} : { Tags: tags }),
  });
}
