import { DeleteStateMachineCommand } from '@aws-sdk/client-sfn';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/**
 * Step Functions `DeleteStateMachine`: it is `DELETING` until its running executions have ended, and then its executions
 * are gone, too. One that does not exist is no error.
 */
export async function deleteStateMachine(aws: AwsClients, stateMachineArn: string): Promise<void> {
  const call = { service: 'states', operation: 'DeleteStateMachine', resource: stateMachineArn } as const;
  await callAws(call, () => aws.states.send(new DeleteStateMachineCommand({ stateMachineArn })));
}
