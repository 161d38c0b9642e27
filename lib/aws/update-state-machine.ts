import { UpdateStateMachineCommand, type UpdateStateMachineCommandInput } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Step Functions `UpdateStateMachine`: what is left out stays. Running executions keep the former definition and role;
 * for some seconds new ones may, too. Throws as `createStateMachine`.
 */
export async function updateStateMachine(
  aws: AwsClients,
  input: UpdateStateMachineCommandInput,
): Promise<void> {
  const resource = input.stateMachineArn ?? '';
  const call = { service: 'states', operation: 'UpdateStateMachine', resource } as const;
  await callAws(call, () => aws.states.send(new UpdateStateMachineCommand(input)));
}
