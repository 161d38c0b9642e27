import { executionNameOf } from '../../domain/execution-name.ts';
import type { Onward } from '../../domain/execution-observations.ts';
import type { Tx } from '../sql/tx.ts';
import type { IngestResult } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import type { ExecutionBatch, ExecutionListing } from '../store-executions.ts';
import { applyChanges } from './apply-changes.ts';
import {
  isSameExecution,
  loadExecutions,
  mergedExecution,
  type StoredExecution,
  saveExecutions,
} from './execution-rows.ts';
import { joinTasks } from './join-tasks.ts';
import { notifyExecutions } from './notify-chains.ts';
import { observeChildren, observeExecution, observeStarters } from './observe-executions.ts';
import { addOnward, saveTasks } from './task-rows.ts';
import { touchExecutions } from './touch-executions.ts';
import { WorkingSet } from './working-set.ts';

/** See `IngestStore.execution`. */
export async function executionHistory(
  tx: Tx,
  context: StoreContext,
  batch: ExecutionBatch,
): Promise<IngestResult> {
  const { execution, tasks, lastEventId, complete } = batch;
  const { executionArn } = execution;
  const changed = await mergeExecutions(tx, [{ ...execution, lastEventId, open: !complete }]);
  await saveTasks(tx, executionArn, tasks);
  const followed = await addOnward(tx, executionArn, onwardOf(batch));
  const children = await saveChildren(tx, batch);
  const set = new WorkingSet();
  const eventIds = [...tasks.map((task) => task.eventId), ...followed];
  await observeExecution(tx, set, executionArn, { eventIds, facts: changed.length > 0 });
  if (changed.length > 0) await observeChildren(tx, set, executionArn);
  for (const child of children) await observeExecution(tx, set, child, { eventIds: [], facts: true });
  await observeStarters(tx, set, changed);
  const changedChainIds = await applyChanges(tx, context, set);
  changedChainIds.push(...(await joinTasks(tx, context, { executionArn })));
  // a run that is named now is no longer what another execution's task may have been
  const requestIds = new Set(tasks.flatMap(({ requestId }) => requestId ?? []));
  changedChainIds.push(...(await joinTasks(tx, context, { requestIds })));
  await touchExecutions(tx, changed);
  return { changedChainIds: [...new Set(changedChainIds)], newLineCount: 0, unreadableLineCount: 0 };
}

/** See `IngestStore.executions`. */
export async function executionList(
  tx: Tx,
  context: StoreContext,
  { stateMachineArn, executions, listedThroughAt }: ExecutionListing,
): Promise<IngestResult & { changedExecutionCount: number }> {
  const changed = await mergeExecutions(
    tx,
    executions.map((execution) => ({ ...execution, lastEventId: 0, open: true })),
  );
  if (listedThroughAt !== null) {
    await tx.$executeRaw`
      UPDATE state_machine SET listed_through_at = greatest(listed_through_at, ${listedThroughAt})
      WHERE state_machine_arn = ${stateMachineArn}`;
  }
  const set = new WorkingSet();
  for (const executionArn of changed)
    await observeExecution(tx, set, executionArn, { eventIds: [], facts: true });
  await observeStarters(tx, set, changed);
  const changedChainIds = await applyChanges(tx, context, set);
  await touchExecutions(tx, changed);
  return {
    changedChainIds,
    changedExecutionCount: changed.length,
    newLineCount: 0,
    unreadableLineCount: 0,
  };
}

/** The executions of which something is new. */
async function mergeExecutions(tx: Tx, seen: readonly StoredExecution[]): Promise<string[]> {
  const known = await loadExecutions(
    tx,
    seen.map((execution) => execution.executionArn),
  );
  const changed = seen.flatMap((execution) => {
    const before = known.get(execution.executionArn);
    const now = mergedExecution(before, execution);
    return before !== undefined && isSameExecution(before, now) ? [] : [now];
  });
  if (changed.length === 0) return [];
  await saveExecutions(tx, changed);
  await notifyExecutions(tx);
  return changed.map((execution) => execution.executionArn);
}

function onwardOf({ children, published }: ExecutionBatch): { eventId: number; onward: Onward }[] {
  const told = [
    ...children.map(({ executionArn, at, causeEventIds }) => ({
      causeEventIds,
      onward: { to: 'execution-arn' as const, value: executionArn, atMs: at.getTime() },
    })),
    ...published.map(({ eventId, at, causeEventIds }) => ({
      causeEventIds,
      onward: { to: 'event-id' as const, value: eventId, atMs: at.getTime() },
    })),
  ];
  return told.flatMap(({ causeEventIds, onward }) =>
    causeEventIds.slice(0, 1).map((eventId) => ({ eventId, onward })),
  );
}

/** Executions that it started are followed, too. Returns those that it started before any task of it had run. */
async function saveChildren(tx: Tx, { execution, children }: ExecutionBatch): Promise<string[]> {
  if (children.length === 0) return [];
  const parentExecutionArn = execution.executionArn;
  const stubs = children.flatMap(({ executionArn, at }): StoredExecution[] => {
    const name = executionNameOf(executionArn);
    if (name === null) return [];
    return [
      {
        executionArn,
        stateMachineArn: name.stateMachineArn,
        stateMachineName: name.stateMachineName,
        name: name.executionName,
        status: 'RUNNING',
        startedAt: at,
        stoppedAt: null,
        redriveCount: 0,
        redrivenAt: null,
        error: null,
        cause: null,
        input: null,
        output: null,
        traceHeader: null,
        parentExecutionArn,
        lastEventId: 0,
        // AWS tells nothing of an Express execution
        open: !name.express,
      },
    ];
  });
  const changed = new Set(await mergeExecutions(tx, stubs));
  const first = children
    .filter(({ causeEventIds }) => causeEventIds.length === 0)
    .map((child) => child.executionArn);
  await tx.$executeRaw`
    UPDATE execution SET from_parents_start = TRUE WHERE execution_arn = ANY(${first})`;
  return first.filter((executionArn) => changed.has(executionArn));
}
