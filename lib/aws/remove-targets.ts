import { RemoveTargetsCommand, type RemoveTargetsCommandInput } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { refuseFailedEntries } from './failed-entries.ts';

/** EventBridge `RemoveTargets` by ID. Throws where AWS refused the call or any entry of it. */
export async function removeTargets(aws: AwsClients, input: RemoveTargetsCommandInput): Promise<void> {
  const call = { service: 'events', operation: 'RemoveTargets', resource: input.Rule ?? '' } as const;
  const output = await callAws(call, () => aws.events.send(new RemoveTargetsCommand(input)));
  refuseFailedEntries('RemoveTargets', input.Rule ?? '', output.FailedEntries);
}
