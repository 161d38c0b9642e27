import { CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `CreateLogGroup`; throws AppError `conflict` where there is one of that name. */
export async function createLogGroup(aws: AwsClients, logGroupName: string): Promise<void> {
  const call = { service: 'logs', operation: 'CreateLogGroup', resource: logGroupName } as const;
  await callAws(call, () => aws.logs.send(new CreateLogGroupCommand({ logGroupName })));
}
