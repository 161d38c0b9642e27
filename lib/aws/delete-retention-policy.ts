import { DeleteRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteRetentionPolicy`: events of the group never expire again. */
export async function deleteRetentionPolicy(aws: AwsClients, logGroupName: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteRetentionPolicy', resource: logGroupName } as const;
  await callAws(call, () => aws.logs.send(new DeleteRetentionPolicyCommand({ logGroupName })));
}
