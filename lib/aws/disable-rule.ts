import { DisableRuleCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { RuleRef } from './event-rule.ts';

/** EventBridge `DisableRule`; it may still match for a short time. Throws AppError `not-found`. */
export async function disableRule(aws: AwsClients, { eventBusName, ruleName }: RuleRef): Promise<void> {
  const call = { service: 'events', operation: 'DisableRule', resource: ruleName } as const;
  const command = new DisableRuleCommand({ Name: ruleName, EventBusName: eventBusName });
  await callAws(call, () => aws.events.send(command));
}
