import 'server-only';
import { randomUUID } from 'node:crypto';
import type { OperationDto } from '../contract/operation.ts';
import type { Plan } from '../contract/plan.ts';
import type {
  ExecutionActInput,
  SaveStateMachineInput,
  StartExecutionInput,
} from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { actOnExecutionAndWait } from '../services/state-machines/act-on-execution.ts';
import { executionArnFor } from '../services/state-machines/machine-context.ts';
import { planDeleteStateMachine } from '../services/state-machines/plan-delete-state-machine.ts';
import { planSaveStateMachine } from '../services/state-machines/plan-save-state-machine.ts';
import { startExecutionAndWait } from '../services/state-machines/start-execution.ts';

/** The automation API's way to plans of state machines; its doors have authorised. Nothing is changed yet. */
export async function acceptSaveStateMachinePlan(input: SaveStateMachineInput): Promise<Plan> {
  return planSaveStateMachine(await getRuntime(), input);
}

export async function acceptDeleteStateMachinePlan(name: string): Promise<Plan> {
  return planDeleteStateMachine(await getRuntime(), { name });
}

/** Starts an execution; answers the settled operation's ID, the first one for the same `idempotencyKey`. */
export async function acceptExecution(
  request: Omit<StartExecutionInput, 'operationId'> & { idempotencyKey: string | null },
): Promise<OperationDto['operationId']> {
  const runtime = await getRuntime();
  return (await startExecutionAndWait(runtime, { ...request, operationId: randomUUID() })).operationId;
}

/** Stops or redrives one; answers the settled operation's ID. */
export async function acceptExecutionAct(
  ref: { name: string; executionName: string },
  act: Pick<ExecutionActInput, 'act' | 'error' | 'cause'>,
): Promise<OperationDto['operationId']> {
  const runtime = await getRuntime();
  const executionArn = executionArnFor(runtime, ref);
  const settled = await actOnExecutionAndWait(runtime, { operationId: randomUUID(), executionArn, ...act });
  return settled.operationId;
}
