import { CreateStateMachineCommand, type CreateStateMachineCommandInput } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Step Functions `CreateStateMachine`, idempotent: the same name, definition, type, logging and tracing again answers
 * the first one, even with another role. Throws AppError `conflict` at `name`, `invalid-input` at `definition` or
 * `roleArn` (the role cannot be assumed, as a new one for some seconds), `access-denied` at `roleArn` (iam:PassRole).
 */
export async function createStateMachine(
  aws: AwsClients,
  input: CreateStateMachineCommandInput,
): Promise<{ stateMachineArn: string }> {
  const call = { service: 'states', operation: 'CreateStateMachine', resource: input.name ?? '' } as const;
  const output = await callAws(call, () => aws.states.send(new CreateStateMachineCommand(input)));
  return { stateMachineArn: output.stateMachineArn ?? '' };
}
