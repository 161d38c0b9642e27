import { PutTargetsCommand, type PutTargetsCommandInput } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { refuseFailedEntries } from './failed-entries.ts';

/** EventBridge `PutTargets`, adding and replacing by ID. Throws where AWS refused the call or any entry of it. */
export async function putTargets(aws: AwsClients, input: PutTargetsCommandInput): Promise<void> {
  const call = { service: 'events', operation: 'PutTargets', resource: input.Rule ?? '' } as const;
  const output = await callAws(call, () => aws.events.send(new PutTargetsCommand(input)));
  refuseFailedEntries('PutTargets', input.Rule ?? '', output.FailedEntries);
}
