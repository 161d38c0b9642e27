import { describeExecution } from '../../aws/describe-execution.ts';
import { nullWhereAbsent } from '../../aws/null-where-absent.ts';
import type { StateMachine } from '../../aws/state-machine.ts';
import type { StartExecutionInput } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { removeCarrier } from '../../domain/json-text.ts';
import { executionArnOf } from '../../domain/target-arn.ts';
import type { OperationRow } from '../../store/store.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { chooseTraceId } from '../operation/chosen-trace.ts';
import { continuedHop } from '../operation/continued-hop.ts';
import { keyHash } from '../operation/key-hash.ts';
import { operationFingerprint } from '../operation/operation-fingerprint.ts';
import { startOperation } from '../operation/start-operation.ts';
import { recentReads } from '../rules/recent-reads.ts';
import { checkExecutionInput } from './check-execution-input.ts';
import type { MachineContext } from './machine-context.ts';
import { readMachine } from './read-machine.ts';
import { sendExecution } from './send-execution.ts';

type StartInput = StartExecutionInput & { idempotencyKey?: string | null };

/**
 * Starts an execution once: to go on with a hop's chain (its Root, input as given, so that a carrier leads on) or as a
 * chain of its own (own Root, the carrier field taken out). Without a name it gets one of its operation ID, by which a
 * lost reply is settled. Answers as soon as it is written down; the same operation ID or idempotency key starts once.
 * Throws `invalid-input`, `payload-too-large`, `not-found`, `conflict` (the name is used; the machine is being deleted).
 */
export async function startExecution(
  context: MachineContext,
  input: StartInput,
): Promise<{ operationId: string }> {
  checkExecutionInput(input.input);
  const continued = input.hopId === null ? null : await continuedHop(context, input.hopId, 'hopId');
  const machine = await readMachine(context, recentReads(context), input.stateMachineName);
  mustBeActive(machine);
  const { stateMachineArn, type } = machine;
  const name = input.name ?? `reprise-${input.operationId}`;
  const executionArn = executionArnOf(stateMachineArn, name);
  if (type === 'STANDARD' && input.name !== null) await mustBeFree(context, input, executionArn);
  const row = await startOperation(
    context,
    {
      operationId: input.operationId,
      kind: 'start-execution',
      functionName: null,
      functionArn: null,
      invocationType: null,
      payload: continued === null ? removeCarrier(input.input).text : input.input,
      stateMachineArn,
      // AWS gives executions of an Express machine an ID of its own behind the name
      ...(type === 'STANDARD' ? { executionArn } : {}),
      traceId: continued?.traceId ?? chooseTraceId(),
      parentHopId: continued?.hopId ?? null,
      separate: continued === null,
      idempotencyKey: keyHash(stateMachineArn, input.idempotencyKey ?? null),
      fingerprint: operationFingerprint([stateMachineArn, input.name, input.input, continued?.hopId ?? null]),
    },
    (_, operation) => sendExecution(context, operation, name),
  );
  return { operationId: row.operationId };
}

/** The same for the automation API: waits until AWS answered. */
export async function startExecutionAndWait(
  context: MachineContext,
  input: StartInput,
): Promise<OperationRow> {
  const { operationId } = await startExecution(context, input);
  return awaitOperation(context, operationId);
}

function mustBeActive({ status, name }: StateMachine): void {
  if (status === 'ACTIVE') return;
  throw new AppError('conflict', `The state machine ${name} is being deleted: nothing starts any more.`, {
    field: 'stateMachineName',
    nextStep: 'Start another state machine, or create this one anew once it is gone.',
  });
}

/** AWS answers a second start of a running execution as if it had started it; the operator should know. */
async function mustBeFree(context: MachineContext, input: StartInput, executionArn: string): Promise<void> {
  // the same request again is answered with the first operation
  if (input.idempotencyKey != null || (await context.store.operations.find(input.operationId)) !== null)
    return;
  const execution = await nullWhereAbsent(describeExecution(context.aws, executionArn));
  if (execution === null) return;
  throw new AppError('conflict', `There is an execution ${input.name} already; it is ${execution.status}.`, {
    field: 'name',
    nextStep: 'Choose another name, or none; a name is free again 90 days after its execution closed.',
  });
}
