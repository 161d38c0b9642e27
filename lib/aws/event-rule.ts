import type { Rule } from '@aws-sdk/client-eventbridge';

export interface RuleRef {
  /** Name or ARN of the bus. */
  eventBusName: string;
  ruleName: string;
}

/** A rule as ListRules and DescribeRule say. */
export interface EventRule extends RuleRef {
  ruleArn: string;
  state: 'ENABLED' | 'DISABLED' | 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  description: string | null;
  /** JSON text. */
  eventPattern: string | null;
  scheduleExpression: string | null;
  roleArn: string | null;
  /** The AWS service that made it; such a rule is changed by that service only. */
  managedBy: string | null;
}

/** Maps the SDK's shape; `eventBusName` is the bus that was asked, for AWS leaves the default bus's name out at times. */
export function eventRuleOf(rule: Rule, eventBusName: string): EventRule {
  return {
    eventBusName: rule.EventBusName ?? eventBusName,
    ruleName: rule.Name ?? '',
    ruleArn: rule.Arn ?? '',
    state: rule.State ?? 'ENABLED',
    description: rule.Description || null,
    eventPattern: rule.EventPattern || null,
    scheduleExpression: rule.ScheduleExpression || null,
    roleArn: rule.RoleArn || null,
    managedBy: rule.ManagedBy || null,
  };
}
