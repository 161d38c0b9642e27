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
  const { operationId, executionArn, kind, payload } = operation;
  const { aws, store } = context;
  if (executionArn === null) throw new Error(`${operationId} acts on no execution`);
  const act = zAct.parse(JSON.parse(payload));
  const settled = (at: Date) => () => store.operations.markStarted(operationId, { executionArn, at });
  try {
    if (kind === 'stop-execution') {
      const { error, cause } = act;
      return settled((await stopExecution(aws, { executionArn, error, cause })).stoppedAt);
    }
    return settled((await redriveExecution(aws, { executionArn, clientToken: operationId })).redrivenAt);
  } catch (error) {
    const at = await whereReplyIsLost(context, error, () => doneAt(context, { executionArn, kind, act }));
    return at === null ? failedSend(context, operationId, error) : settled(at);
  }
}

/** When the execution was stopped, or that it was redriven once more; null where it does not show. */
async function doneAt(
  { aws }: ServiceContext,
  asked: { executionArn: string; kind: OperationRow['kind']; act: ExecutionAct },
): Promise<Date | null> {
  try {
    const { status, stoppedAt, redriveCount } = await describeExecution(aws, asked.executionArn);
    if (asked.kind === 'stop-execution') return status === 'ABORTED' ? stoppedAt : null;
    return redriveCount > asked.act.redriveCount ? new Date() : null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
