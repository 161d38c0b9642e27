import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface QueueAttributes {
  queueArn: string;
  /** JSON text of its resource policy. */
  policy: string | null;
  /** AWS counts roughly. */
  messageCount: number;
  /** Taken by a reader and neither deleted nor back yet. */
  messageInFlightCount: number;
}

/** SQS `GetQueueAttributes` by URL; throws AppError `not-found`. */
export async function getQueueAttributes(aws: AwsClients, queueUrl: string): Promise<QueueAttributes> {
  const call = { service: 'sqs', operation: 'GetQueueAttributes', resource: queueUrl } as const;
  const command = new GetQueueAttributesCommand({
    QueueUrl: queueUrl,
    AttributeNames: [
      'QueueArn',
      'Policy',
      'ApproximateNumberOfMessages',
      'ApproximateNumberOfMessagesNotVisible',
    ],
  });
  const { Attributes: attributes = {} } = await callAws(call, () => aws.sqs.send(command));
  return {
    queueArn: attributes.QueueArn ?? '',
    policy: attributes.Policy || null,
    messageCount: Number(attributes.ApproximateNumberOfMessages ?? 0),
    messageInFlightCount: Number(attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
  };
}
