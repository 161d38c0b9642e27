import { DeleteResourcePolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteResourcePolicy` of the account; throws AppError `not-found`. */
export async function deleteResourcePolicy(aws: AwsClients, policyName: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteResourcePolicy', resource: policyName } as const;
  await callAws(call, () => aws.logs.send(new DeleteResourcePolicyCommand({ policyName })));
}
