import { matchTasks, TASK_SKEW_MS } from '../../domain/match-tasks.ts';
import { taskIdOf } from '../../domain/observation-key.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import { applyChanges } from './apply-changes.ts';
import { type LoadedTask, loadFreeRuns, overlappingTasks, type TaskWindow } from './free-runs.ts';
import { observeExecution } from './observe-executions.ts';
import { loadTasks } from './task-rows.ts';
import { WorkingSet } from './working-set.ts';

/** Lambda's longest run. */
const LONGEST_RUN_MS = 900_000;

/**
 * Finds the runs of tasks of which the history names no request, and gives up those that are not certain any more: for
 * the tasks of an execution, or those that ran when these requests did.
 */
export async function joinTasks(
  tx: Tx,
  context: StoreContext,
  of: { executionArn: string } | { requestIds: ReadonlySet<string> },
): Promise<string[]> {
  const window =
    'executionArn' in of
      ? await windowOfExecution(tx, of.executionArn)
      : await windowOfRuns(tx, of.requestIds);
  if (window === null) return [];
  // a run that fits two of them is nobody's, so that those beside them count
  const touched = await overlappingTasks(tx, window);
  if (touched.length === 0) return [];
  const judged = await overlappingTasks(tx, spanOf(touched));
  const around = await overlappingTasks(tx, spanOf(judged));
  const found = matchTasks(around, await loadFreeRuns(tx, spanOf(around)));
  const set = new WorkingSet();
  for (const task of judged) {
    const match = found.get(task.taskId) ?? null;
    if (task.requestId === (match?.requestId ?? null) && task.joinedBy === (match?.joinedBy ?? null))
      continue;
    await rejoin(tx, set, task, match);
  }
  return applyChanges(tx, context, set);
}

async function rejoin(
  tx: Tx,
  set: WorkingSet,
  { executionArn, eventId, requestId }: LoadedTask,
  match: { requestId: string; joinedBy: 'trace' | 'time' } | null,
): Promise<void> {
  await tx.$executeRaw`
    UPDATE execution_task SET request_id = ${match?.requestId ?? null}, joined_by = ${match?.joinedBy ?? null}
    WHERE execution_arn = ${executionArn} AND event_id = ${eventId}`;
  const told = match === null ? [] : [eventId];
  if (requestId !== null) told.push(...(await forget(tx, set, { executionArn, eventId, requestId })));
  await observeExecution(tx, set, executionArn, { eventIds: told, facts: false });
}

/** Returns the tasks of the execution that the request is known to be all the same. */
async function forget(
  tx: Tx,
  set: WorkingSet,
  { executionArn, eventId, requestId }: { executionArn: string; eventId: number; requestId: string },
): Promise<number[]> {
  const [task] = await loadTasks(tx, executionArn, [eventId]);
  const values = [
    taskIdOf(executionArn, eventId),
    executionArn,
    ...(task?.onward ?? []).map(({ value }) => value),
  ];
  const followers = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT request_id FROM identifier WHERE value = ANY(${values}) AND role = 'parent'`;
  const requestIds = followers.map((row) => row.request_id);
  await set.load(tx, [requestId, ...requestIds]);
  set.forgetExecution(requestId, executionArn);
  for (const follower of requestIds) if (set.requests.has(follower)) set.changed.add(follower);
  const others = await tx.$queryRaw<{ event_id: number }[]>`
    SELECT event_id FROM execution_task WHERE execution_arn = ${executionArn} AND request_id = ${requestId}`;
  return others.map((row) => row.event_id);
}

async function windowOfExecution(tx: Tx, executionArn: string): Promise<TaskWindow | null> {
  const rows = await tx.$queryRaw<{ function_name: string; from_at: Date; to_at: Date }[]>`
    SELECT function_name, min(scheduled_at) AS from_at, max(ended_at) AS to_at FROM execution_task
    WHERE execution_arn = ${executionArn} AND ended_at IS NOT NULL AND function_name IS NOT NULL
      AND joined_by IS DISTINCT FROM 'exact'
    GROUP BY function_name`;
  return windowOf(rows);
}

async function windowOfRuns(tx: Tx, requestIds: ReadonlySet<string>): Promise<TaskWindow | null> {
  if (requestIds.size === 0) return null;
  const rows = await tx.$queryRaw<{ function_name: string; from_at: Date; to_at: Date }[]>`
    SELECT h.function_name, min(h.started_at) AS from_at, max(h.ended_at) AS to_at FROM hop h
    WHERE h.request_id = ANY(${[...requestIds]}) AND h.ended_at IS NOT NULL AND h.started_at IS NOT NULL AND EXISTS (
      SELECT 1 FROM execution_task t WHERE t.function_name = h.function_name)
    GROUP BY h.function_name`;
  return windowOf(rows);
}

function windowOf(rows: readonly { function_name: string; from_at: Date; to_at: Date }[]): TaskWindow | null {
  if (rows.length === 0) return null;
  return {
    functionNames: rows.map((row) => row.function_name),
    fromMs: Math.min(...rows.map((row) => row.from_at.getTime())) - TASK_SKEW_MS,
    toMs: Math.max(...rows.map((row) => row.to_at.getTime())) + TASK_SKEW_MS,
    reachMs: LONGEST_RUN_MS,
  };
}

function spanOf(tasks: readonly LoadedTask[]): TaskWindow {
  return {
    functionNames: [...new Set(tasks.map((task) => task.functionName))],
    fromMs: tasks.reduce((least, task) => Math.min(least, task.scheduledMs), Infinity) - TASK_SKEW_MS,
    toMs: tasks.reduce((most, task) => Math.max(most, task.endedMs), -Infinity) + TASK_SKEW_MS,
    reachMs: LONGEST_RUN_MS,
  };
}
