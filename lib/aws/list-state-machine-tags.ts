import { ListTagsForResourceCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** Step Functions `ListTagsForResource` of a state machine's ARN; throws AppError `not-found`. */
export async function listStateMachineTags(
  aws: AwsClients,
  stateMachineArn: string,
): Promise<Record<string, string>> {
  const call = { service: 'states', operation: 'ListTagsForResource', resource: stateMachineArn } as const;
  const command = new ListTagsForResourceCommand({ resourceArn: stateMachineArn });
  const output = await callAws(call, () => aws.states.send(command));
  return Object.fromEntries((output.tags ?? []).map(({ key, value }) => [key ?? '', value ?? '']));
}
