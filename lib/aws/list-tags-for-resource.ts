import { ListTagsForResourceCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** EventBridge `ListTagsForResource` of a rule's or a bus's ARN. */
export async function listTagsForResource(
  aws: AwsClients,
  resourceArn: string,
): Promise<Record<string, string>> {
  const call = { service: 'events', operation: 'ListTagsForResource', resource: resourceArn } as const;
  const command = new ListTagsForResourceCommand({ ResourceARN: resourceArn });
  const output = await callAws(call, () => aws.events.send(command));
  return Object.fromEntries((output.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
}
