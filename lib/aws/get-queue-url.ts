import { GetQueueUrlCommand } from '@aws-sdk/client-sqs';
import { targetOfArn } from '../domain/target-arn.ts';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** SQS `GetQueueUrl` of a queue's ARN, as the other calls need it; throws AppError `not-found`. */
export async function getQueueUrl(aws: AwsClients, queueArn: string): Promise<string> {
  const { name, accountId } = targetOfArn(queueArn);
  const call = { service: 'sqs', operation: 'GetQueueUrl', resource: queueArn } as const;
  const command = new GetQueueUrlCommand({
    QueueName: name,
    ...(accountId === '' ? {} : { QueueOwnerAWSAccountId: accountId }),
  });
  const output = await callAws(call, () => aws.sqs.send(command));
  return output.QueueUrl ?? '';
}
