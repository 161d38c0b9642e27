import { describeStateMachine } from '../../aws/describe-state-machine.ts';
import type { WatchStateMachineInput } from '../../contract/state-machine.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

/** Chooses whether the executions of a state machine are followed. Throws `not-found`, or why AWS could not be asked. */
export async function watchStateMachine(
  context: ServiceContext,
  input: WatchStateMachineInput,
): Promise<WatchStateMachineInput> {
  const { stateMachineArn, watched } = input;
  const { executions } = context.store;
  if (!(await executions.machines()).some((row) => row.stateMachineArn === stateMachineArn)) {
    const { name, type, definition, roleArn } = await describeStateMachine(context.aws, stateMachineArn);
    await executions.upsertMachines([{ stateMachineArn, name, type, definition, roleArn }]);
  }
  await executions.setWatched(stateMachineArn, watched);
  await notifyLive(context, { type: 'executions' });
  return input;
}
