import type { Tx } from '../sql/tx.ts';
import type { IngestResult } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExecutionBatch, ExecutionListing } from '../store-executions.ts';
import {
  isSameExecution,
  loadExecutions,
  mergedExecution,
  type StoredExecution,
  saveExecutions,
} from './execution-rows.ts';
import { notifyExecutions } from './notify-chains.ts';
import { saveTasks } from './task-rows.ts';

/** See `IngestStore.execution`. */
export async function executionHistory(
  tx: Tx,
  _context: StoreContext,
  { execution, tasks, lastEventId, complete }: ExecutionBatch,
): Promise<IngestResult> {
  await mergeExecutions(tx, [{ ...execution, lastEventId, open: !complete }]);
  await saveTasks(tx, execution.executionArn, tasks);
  return { changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 };
}

/** See `IngestStore.executions`. */
export async function executionList(
  tx: Tx,
  _context: StoreContext,
  { stateMachineArn, executions, listedThroughAt }: ExecutionListing,
): Promise<IngestResult> {
  await mergeExecutions(
    tx,
    executions.map((execution) => ({ ...execution, lastEventId: 0, open: true })),
  );
  if (listedThroughAt !== null) {
    await tx.$executeRaw`
      UPDATE state_machine SET listed_through_at = greatest(listed_through_at, ${listedThroughAt})
      WHERE state_machine_arn = ${stateMachineArn}`;
  }
  return { changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 };
}

async function mergeExecutions(tx: Tx, seen: readonly StoredExecution[]): Promise<void> {
  const known = await loadExecutions(
    tx,
    seen.map((execution) => execution.executionArn),
  );
  const changed = seen.flatMap((execution) => {
    const before = known.get(execution.executionArn);
    const now = mergedExecution(before, execution);
    return isSameExecution(before, now) ? [] : [now];
  });
  if (changed.length === 0) return;
  await saveExecutions(tx, changed);
  await notifyExecutions(tx);
}
