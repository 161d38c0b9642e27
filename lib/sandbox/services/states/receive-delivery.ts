import { randomUUID } from 'node:crypto';
import { type Delivery, type DeliveryResult, refused } from '../../delivery.ts';
import { AwsError } from '../../service.ts';
import { startExpress, startStandard } from './start-execution.ts';
import type { StatesSurroundings } from './states-call.ts';

/** Starts an execution for an event; rules reach state machines with a role only. */
export async function receiveDelivery(
  { targetArn, roleArn, body, traceHeader }: Delivery,
  around: StatesSurroundings,
): Promise<DeliveryResult> {
  const machine = around.machines.find(targetArn);
  if (machine === undefined) return refused('NO_RESOURCE', `State Machine Does Not Exist: '${targetArn}'`);
  if (roleArn === null) {
    return refused('NO_PERMISSIONS', `A role is needed to start executions of ${targetArn}`);
  }
  const start = { name: `${randomUUID()}_${randomUUID()}`, input: body, traceHeader };
  try {
    if (machine.type === 'STANDARD') startStandard(around, machine, start);
    else startExpress(around, machine, start);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return refused(
      error.code === 'InvalidExecutionInput' ? 'INVALID_JSON' : 'INVALID_PARAMETER',
      error.message,
    );
  }
  return { kind: 'delivered', requestId: randomUUID() };
}
