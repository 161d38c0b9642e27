import { describeExecution } from '../../aws/describe-execution.ts';
import type { Execution } from '../../aws/execution.ts';
import { startExecution } from '../../aws/start-execution.ts';
import { AppError } from '../../domain/app-error.ts';
import type { OperationRow } from '../../store/store.ts';
import { traceHeaderOf } from '../operation/chosen-trace.ts';
import { failedSend } from '../operation/failed-send.ts';
import { type Settle, sendOnce } from '../operation/send-once.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { whereReplyIsLost } from './lost-reply.ts';

/**
 * Starts a written-down execution by one StartExecution, at most once in its life, and settles it: answered, failed, or
 * unconfirmed where the reply is missing and DescribeExecution does not show it. Never throws for AWS's sake.
 */
export async function sendExecution(
  context: ServiceContext,
  operation: OperationRow,
  name: string,
): Promise<OperationRow | null> {
  const settled = await sendOnce(context, operation.operationId, () => outcomeOf(context, operation, name));
  await notifyLive(context, { type: 'executions' });
  return settled;
}

async function outcomeOf(context: ServiceContext, operation: OperationRow, name: string): Promise<Settle> {
  const { operationId, stateMachineArn, traceId, payload } = operation;
  const { operations } = context.store;
  if (stateMachineArn === null) throw new Error(`${operationId} starts no execution`);
  try {
    const traceHeader = traceHeaderOf(traceId);
    const started = await startExecution(context.aws, { stateMachineArn, name, input: payload, traceHeader });
    return () =>
      operations.markStarted(operationId, { executionArn: started.executionArn, at: started.startedAt });
  } catch (error) {
    const found = await whereReplyIsLost(context, error, () => startedBy(context, operation));
    if (found === null) return failedSend(context, operationId, error);
    return () =>
      operations.markStarted(operationId, { executionArn: found.executionArn, at: found.startedAt });
  }
}

/** The execution that this operation started: of its name, with its Root; null where it does not show. */
export async function startedBy(
  { aws }: Pick<ServiceContext, 'aws'>,
  operation: OperationRow,
): Promise<Execution | null> {
  const { executionArn, traceId } = operation;
  if (executionArn === null) return null;
  try {
    const execution = await describeExecution(aws, executionArn);
    return execution.traceHeader?.includes(traceId) === true ? execution : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
