import { setTimeout as delay } from 'node:timers/promises';
import type { OperationRow } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { startedBy } from './send-execution.ts';
import { doneAt } from './send-execution-act.ts';

const LOOK_EVERY_MS = 30_000;

/**
 * Settles unconfirmed operations on executions by what DescribeExecution shows, also of state machines that nobody
 * follows; nothing is sent again. Goes on until `signal` aborts, and never rejects.
 */
export async function keepSettlingExecutions(context: ServiceContext, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await settleExecutions(context).catch((error: unknown) => {
      if (!signal.aborted)
        context.logger.warn({ err: error }, 'operations on executions could not be settled');
    });
    await delay(LOOK_EVERY_MS, undefined, { ref: false, signal }).catch(() => undefined);
  }
}

/** One look at each. */
export async function settleExecutions(context: ServiceContext): Promise<void> {
  const { operations } = context.store;
  for (const operation of await operations.listUnconfirmed()) {
    const seen = await seenOf(context, operation);
    if (seen === null) continue;
    await operations.markStarted(operation.operationId, seen);
    await notifyLive(context, { type: 'operation', operationId: operation.operationId });
  }
}

async function seenOf(
  context: ServiceContext,
  operation: OperationRow,
): Promise<{ executionArn: string; at: Date } | null> {
  const { kind, executionArn } = operation;
  if (executionArn === null) return null;
  if (kind === 'start-execution') {
    const execution = await startedBy(context, operation);
    return execution === null ? null : { executionArn, at: execution.startedAt };
  }
  if (kind !== 'stop-execution' && kind !== 'redrive-execution') return null;
  const at = await doneAt(context, operation);
  return at === null ? null : { executionArn, at };
}
