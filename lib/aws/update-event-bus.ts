import { UpdateEventBusCommand, type UpdateEventBusCommandInput } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** EventBridge `UpdateEventBus`; name every setting that shall stay, for AWS takes an absent one as its default. */
export async function updateEventBus(aws: AwsClients, input: UpdateEventBusCommandInput): Promise<void> {
  const call = { service: 'events', operation: 'UpdateEventBus', resource: input.Name ?? '' } as const;
  await callAws(call, () => aws.events.send(new UpdateEventBusCommand(input)));
}
