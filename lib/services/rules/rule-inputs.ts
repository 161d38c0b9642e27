import { putTargetsEntry, type RuleTarget } from '../../aws/rule-target.ts';
import type { SaveRuleInput, RuleTarget as TargetSettings } from '../../contract/rule.ts';
import { type Fields, zFields } from '../plan/plan-body.ts';
import type { RuleWithTargets } from './rules-of-bus.ts';

/** PutRule replaces the whole rule: what the editor does not know of an existing one is given again. */
export function putRuleInput(
  rule: Pick<SaveRuleInput, 'eventBusName' | 'ruleName' | 'description' | 'eventPattern' | 'state'>,
  former: RuleWithTargets | null,
): Fields {
  const watchesTrail = former?.state === 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  return {
    Name: rule.ruleName,
    EventBusName: rule.eventBusName,
    EventPattern: rule.eventPattern,
    State: rule.state === 'ENABLED' && watchesTrail ? former.state : rule.state,
    ...(rule.description === '' ? {} : { Description: rule.description }),
    ...(former?.scheduleExpression ? { ScheduleExpression: former.scheduleExpression } : {}),
    ...(former?.roleArn ? { RoleArn: former.roleArn } : {}),
  };
}

/** PutTargets replaces each target whole: settings of other kinds that an existing one has are given again. */
export function putTargetsInput(
  { eventBusName, ruleName }: { eventBusName: string; ruleName: string },
  targets: readonly TargetSettings[],
  former: readonly RuleTarget[],
): Fields {
  const entries = targets.map((target) => {
    const before = former.find(({ id, arn }) => id === target.id && arn === target.arn);
    return putTargetsEntry({
      ...target,
      ...(before?.parameters === undefined ? {} : { parameters: before.parameters }),
    });
  });
  return zFields.parse({ Rule: ruleName, EventBusName: eventBusName, Targets: entries });
}
