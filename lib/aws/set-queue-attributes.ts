import { SetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** SQS `SetQueueAttributes` of the named ones; an empty `Policy` removes it. AWS takes up to a minute to carry it out. */
export async function setQueueAttributes(
  aws: AwsClients,
  input: { queueUrl: string; attributes: { Policy: string } },
): Promise<void> {
  const call = { service: 'sqs', operation: 'SetQueueAttributes', resource: input.queueUrl } as const;
  const command = new SetQueueAttributesCommand({
    QueueUrl: input.queueUrl,
    Attributes: input.attributes,
  });
  await callAws(call, () => aws.sqs.send(command));
}
