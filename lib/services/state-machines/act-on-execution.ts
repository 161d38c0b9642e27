import { describeExecution } from '../../aws/describe-execution.ts';
import type { Execution } from '../../aws/execution.ts';
import type { ExecutionActInput } from '../../contract/state-machine.ts';
import { AppError } from '../../domain/app-error.ts';
import { parseTraceHeader } from '../../domain/trace-header.ts';
import type { OperationRow } from '../../store/store.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { chooseTraceId } from '../operation/chosen-trace.ts';
import { operationFingerprint } from '../operation/operation-fingerprint.ts';
import { startOperation } from '../operation/start-operation.ts';
import type { ServiceContext } from '../service-context.ts';
import { type ExecutionAct, sendExecutionAct } from './send-execution-act.ts';

/**
 * Stops or redrives a Standard execution, once; answers as soon as it is written down. Throws `not-found`, and `conflict`
 * where it is closed already or cannot be redriven.
 */
export async function actOnExecution(
  context: ServiceContext,
  input: ExecutionActInput,
): Promise<{ operationId: string }> {
  const { operationId, executionArn, act, error, cause } = input;
  const known = await context.store.operations.find(operationId);
  // the same request again is answered with the first operation
  if (known !== null && known.executionArn === executionArn) return { operationId };
  const execution = await readExecution(context, executionArn);
  if (act === 'stop') mustBeOpen(execution);
  else mustBeRedrivable(execution);
  const asked: ExecutionAct = { error, cause, redriveCount: execution.redriveCount };
  const header = execution.traceHeader === null ? null : parseTraceHeader(execution.traceHeader);
  const row = await startOperation(
    context,
    {
      operationId,
      kind: act === 'stop' ? 'stop-execution' : 'redrive-execution',
      functionName: null,
      functionArn: null,
      invocationType: null,
      payload: JSON.stringify(asked),
      stateMachineArn: execution.stateMachineArn,
      executionArn,
      traceId: header?.root ?? chooseTraceId(),
      parentHopId: null,
      separate: false,
      idempotencyKey: null,
      fingerprint: operationFingerprint([act, executionArn, error, cause]),
    },
    sendExecutionAct,
  );
  return { operationId: row.operationId };
}

/** The same for the automation API: waits until AWS answered. */
export async function actOnExecutionAndWait(
  context: ServiceContext,
  input: ExecutionActInput,
): Promise<OperationRow> {
  const { operationId } = await actOnExecution(context, input);
  return awaitOperation(context, operationId);
}

async function readExecution({ aws }: ServiceContext, executionArn: string): Promise<Execution> {
  try {
    return await describeExecution(aws, executionArn);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new AppError('not-found', 'There is no such execution, or it is one of an Express state machine.', {
      field: 'executionArn',
      nextStep: 'Only executions of Standard state machines can be stopped and redriven.',
      cause: error,
    });
  }
}

function mustBeOpen({ status, name }: Execution): void {
  if (status === 'RUNNING' || status === 'PENDING_REDRIVE') return;
  throw new AppError('conflict', `The execution ${name} is closed already: it is ${status}.`, {
    nextStep: 'There is nothing left to stop.',
  });
}

function mustBeRedrivable({ status, name, redriveStatus }: Execution): void {
  if (redriveStatus === null || redriveStatus === 'REDRIVABLE') return;
  const reason =
    status === 'RUNNING' || status === 'SUCCEEDED'
      ? `it is ${status}`
      : 'it ended more than 14 days ago, its history is full, or its Map runs are redriven';
  throw new AppError('conflict', `The execution ${name} cannot be redriven: ${reason}.`, {
    nextStep: 'Start a new execution with the same input instead.',
  });
}
