import { PutRuleCommand, type PutRuleCommandInput } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * EventBridge `PutRule`, which replaces the whole rule: what is left out becomes empty, and tags of a rule that exists
 * stay as they are (aws.md 5.2). Throws AppError `invalid-input` at `eventPattern` with EventBridge's reason.
 */
export async function putRule(aws: AwsClients, input: PutRuleCommandInput): Promise<{ ruleArn: string }> {
  const call = { service: 'events', operation: 'PutRule', resource: input.Name ?? '' } as const;
  const output = await callAws(call, () => aws.events.send(new PutRuleCommand(input)));
  return { ruleArn: output.RuleArn ?? '' };
}
