import { PutResourcePolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { LogsResourcePolicy } from './describe-resource-policies.ts';

/**
 * CloudWatch Logs `PutResourcePolicy` of the account, replacing the one of that name: what lets EventBridge write to log
 * groups. Throws AppError `quota-exceeded` for an eleventh.
 */
export async function putResourcePolicy(aws: AwsClients, input: LogsResourcePolicy): Promise<void> {
  const call = { service: 'logs', operation: 'PutResourcePolicy', resource: input.policyName } as const;
  await callAws(call, () => aws.logs.send(new PutResourcePolicyCommand(input)));
}
