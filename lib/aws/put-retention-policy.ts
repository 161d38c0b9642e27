import { PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `PutRetentionPolicy`; AWS takes 1, 3, 5, 7, 14, 30 … days only. */
export async function putRetentionPolicy(
  aws: AwsClients,
  input: { logGroupName: string; retentionInDays: number },
): Promise<void> {
  const call = { service: 'logs', operation: 'PutRetentionPolicy', resource: input.logGroupName } as const;
  await callAws(call, () => aws.logs.send(new PutRetentionPolicyCommand(input)));
}
