import { EnableRuleCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { RuleRef } from './event-rule.ts';

/** EventBridge `EnableRule`; it takes effect after a short time. Throws AppError `not-found`. */
export async function enableRule(aws: AwsClients, { eventBusName, ruleName }: RuleRef): Promise<void> {
  const call = { service: 'events', operation: 'EnableRule', resource: ruleName } as const;
  const command = new EnableRuleCommand({ Name: ruleName, EventBusName: eventBusName });
  await callAws(call, () => aws.events.send(command));
}
