import { DescribeStateMachineCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { type StateMachine, stateMachineOf } from './state-machine.ts';

/** Step Functions `DescribeStateMachine`; throws AppError `not-found`. */
export async function describeStateMachine(aws: AwsClients, stateMachineArn: string): Promise<StateMachine> {
  const call = { service: 'states', operation: 'DescribeStateMachine', resource: stateMachineArn } as const;
  const command = new DescribeStateMachineCommand({ stateMachineArn });
  return stateMachineOf(await callAws(call, () => aws.states.send(command)));
}
