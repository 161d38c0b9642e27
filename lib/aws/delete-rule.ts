import { DeleteRuleCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { RuleRef } from './event-rule.ts';

/** EventBridge `DeleteRule`: done, too, where there is none; a rule that has targets is refused (aws.md 5.3). */
export async function deleteRule(aws: AwsClients, { eventBusName, ruleName }: RuleRef): Promise<void> {
  const call = { service: 'events', operation: 'DeleteRule', resource: ruleName } as const;
  const command = new DeleteRuleCommand({ Name: ruleName, EventBusName: eventBusName });
  await callAws(call, () => aws.events.send(command));
}
