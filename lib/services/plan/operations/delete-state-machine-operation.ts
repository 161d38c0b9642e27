import type { AwsClients } from '../../../aws/aws-clients.ts';
import { deleteStateMachine } from '../../../aws/delete-state-machine.ts';
import { listStateMachineTags } from '../../../aws/list-state-machine-tags.ts';
import type { Fields } from '../plan-body.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  fieldsOf,
  findStateMachine,
  NO_STATE_MACHINE,
  restoreStateMachine,
  stateMachineSubject,
  zMachineRef,
} from './state-machine-state.ts';

const GONE = { ...NO_STATE_MACHINE, tags: null, kmsKeyId: null, kmsReusePeriodSeconds: null };

/**
 * Step Functions DeleteStateMachine: its executions are stopped and forgotten. Undone, it comes back under the same ARN
 * with its tags, without executions.
 */
export const deleteStateMachineOperation = planOperationOf({
  operation: 'DeleteStateMachine',
  zInput: zMachineRef,
  subject: ({ stateMachineArn }) => stateMachineSubject(stateMachineArn),
  read: (aws, { stateMachineArn }) => readWhole(aws, stateMachineArn),
  wanted: () => GONE,
  execute: (aws, { stateMachineArn }) => deleteStateMachine(aws, stateMachineArn),
  undo: (aws, { stateMachineArn }, former) => restoreStateMachine(aws, stateMachineArn, former),
  shownIn: 'executions',
});

async function readWhole(aws: AwsClients, stateMachineArn: string): Promise<Fields> {
  const machine = await findStateMachine(aws, stateMachineArn);
  if (machine === null) return GONE;
  const { kmsKeyId, kmsReusePeriodSeconds } = machine;
  const tags = await listStateMachineTags(aws, stateMachineArn);
  return { ...fieldsOf(machine), tags, kmsKeyId, kmsReusePeriodSeconds };
}
