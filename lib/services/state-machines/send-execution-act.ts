import { z } from 'zod';
import { describeExecution } from '../../aws/describe-execution.ts';
import { redriveExecution } from '../../aws/redrive-execution.ts';
import { stopExecution } from '../../aws/stop-execution.ts';
import { AppError } from '../../domain/app-error.ts';
import type { OperationRow } from '../../store/store.ts';
import { failedSend } from '../operation/failed-send.ts';
import { type Settle, sendOnce } from '../operation/send-once.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { whereReplyIsLost } from './lost-reply.ts';

const zAct = z.object({
  error: z.string(),
  cause: z.string(),
  /** Before it is redriven. */
  redriveCount: z.number(),
});
/** What an operation that stops or redrives keeps as its payload. */
export type ExecutionAct = z.infer<typeof zAct>;

/** Stops or redrives as it was written down, at most once in its life, and settles it. Never throws for AWS's sake. */
export async function sendExecutionAct(
  context: ServiceContext,
  operation: OperationRow,
): Promise<OperationRow | null> {
  const settled = await sendOnce(context, operation.operationId, () => outcomeOf(context, operation));
  await notifyLive(context, { type: 'executions' });
  return settled;
}

async function outcomeOf(context: ServiceContext, operation: OperationRow): Promise<Settle> {
  const { operationId, executionArn, kind } = operation;
  const { aws, store } = context;
  if (executionArn === null) throw new Error(`${operationId} acts on no execution`);
  const act = actOf(operation);
  const settled = (at: Date) => () => store.operations.markStarted(operationId, { executionArn, at });
  try {
    if (kind === 'stop-execution') {
      const { error, cause } = act;
      return settled((await stopExecution(aws, { executionArn, error, cause })).stoppedAt);
    }
    return settled((await redriveExecution(aws, { executionArn, clientToken: operationId })).redrivenAt);
  } catch (error) {
    const at = await whereReplyIsLost(context, error, () => doneAt(context, operation));
    return at === null ? failedSend(context, operationId, error) : settled(at);
  }
}

function actOf({ payload }: OperationRow): ExecutionAct {
  return zAct.parse(JSON.parse(payload));
}

/** When the execution was stopped, or that it was redriven once more; null where it does not show. */
export async function doneAt(
  { aws }: Pick<ServiceContext, 'aws'>,
  operation: OperationRow,
): Promise<Date | null> {
  const { executionArn, kind } = operation;
  if (executionArn === null) return null;
  try {
    const { status, stoppedAt, redriveCount } = await describeExecution(aws, executionArn);
    if (kind === 'stop-execution') return status === 'ABORTED' ? stoppedAt : null;
    return redriveCount > actOf(operation).redriveCount ? new Date() : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
