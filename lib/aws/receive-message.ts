import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface QueueMessage {
  messageId: string;
  body: string;
  sentAt: Date | null;
  /** Strings only; a dead letter of EventBridge carries RULE_ARN, TARGET_ARN, ERROR_CODE … (aws.md 5.3). */
  attributes: Record<string, string>;
}

/**
 * SQS `ReceiveMessage` to look only: at most ten messages, which other readers see again after `visibleAgainSeconds`;
 * none is ever deleted. Looking counts as receiving, so a queue with a redrive policy of its own moves them in the end.
 */
export async function receiveMessage(
  aws: AwsClients,
  { queueUrl, visibleAgainSeconds = 0 }: { queueUrl: string; visibleAgainSeconds?: number },
): Promise<QueueMessage[]> {
  const call = { service: 'sqs', operation: 'ReceiveMessage', resource: queueUrl } as const;
  const command = new ReceiveMessageCommand({
    QueueUrl: queueUrl,
    MaxNumberOfMessages: 10,
    VisibilityTimeout: visibleAgainSeconds,
    WaitTimeSeconds: 1,
    MessageAttributeNames: ['All'],
    MessageSystemAttributeNames: ['SentTimestamp'],
  });
  const output = await callAws(call, () => aws.sqs.send(command));
  return (output.Messages ?? []).map((message) => {
    const sent = Number(message.Attributes?.SentTimestamp);
    return {
      messageId: message.MessageId ?? '',
      body: message.Body ?? '',
      sentAt: Number.isFinite(sent) ? new Date(sent) : null,
      attributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).flatMap(([name, { StringValue }]) =>
          StringValue === undefined ? [] : [[name, StringValue]],
        ),
      ),
    };
  });
}
