import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteLogGroup` with all its events, for ever; throws AppError `not-found`. */
export async function deleteLogGroup(aws: AwsClients, logGroupName: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteLogGroup', resource: logGroupName } as const;
  await callAws(call, () => aws.logs.send(new DeleteLogGroupCommand({ logGroupName })));
}
