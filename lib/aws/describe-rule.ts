import { DescribeRuleCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type EventRule, eventRuleOf, type RuleRef } from './event-rule.ts';

/** EventBridge `DescribeRule`, without targets; throws AppError `not-found`, of the rule and of the bus alike. */
export async function describeRule(aws: AwsClients, { eventBusName, ruleName }: RuleRef): Promise<EventRule> {
  const call = { service: 'events', operation: 'DescribeRule', resource: ruleName } as const;
  const command = new DescribeRuleCommand({ Name: ruleName, EventBusName: eventBusName });
  return eventRuleOf(await callAws(call, () => aws.events.send(command)), eventBusName);
}
