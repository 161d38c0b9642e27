import { type KnownExecution, standingOf, taskObservations } from '../../domain/execution-observations.ts';
import type { Observation } from '../../domain/observation.ts';
import { recordText } from '../recorded-text.ts';
import type { Tx } from '../sql/tx.ts';
import { isClosed, loadExecutions } from './execution-rows.ts';
import { loadTaskOrder, loadTasks, type StoredTask } from './task-rows.ts';
import type { WorkingSet } from './working-set.ts';

const MAX_DEPTH = 8;

/**
 * Tells the requests of these tasks what the history says of them, with `facts` also those that began or ended the
 * execution.
 */
export async function observeExecution(
  tx: Tx,
  set: WorkingSet,
  executionArn: string,
  { eventIds, facts }: { eventIds: readonly number[]; facts: boolean },
): Promise<void> {
  const execution = await loadKnown(tx, executionArn);
  if (execution === null) return;
  const wanted = new Set(eventIds);
  const last = new Set<number>();
  if (isClosed(execution.status) || execution.redriveCount > 0 || facts) {
    const order = await loadTaskOrder(tx, executionArn);
    const followed = new Set(order.flatMap(({ known, earlier }) => (known ? earlier : [])));
    for (const { eventId, known, fromStart } of order) {
      if (!known) continue;
      if (!followed.has(eventId)) last.add(eventId);
      if (facts && fromStart) wanted.add(eventId);
    }
  }
  const tasks = (await loadTasks(tx, executionArn, [...wanted, ...last])).filter(
    (task) => task.requestId !== null,
  );
  await observeTasks(tx, set, execution, tasks, last);
}

async function observeTasks(
  tx: Tx,
  set: WorkingSet,
  execution: KnownExecution,
  tasks: readonly StoredTask[],
  last: ReadonlySet<number>,
): Promise<void> {
  const standing = standingOf(execution);
  const told = standing !== null && (standing.status !== 'RUNNING' || standing.redriveCount > 0);
  await set.load(
    tx,
    tasks.flatMap(({ requestId }) => requestId ?? []),
  );
  for (const task of tasks) {
    const { requestId, functionName, functionArn, joinedBy } = task;
    if (requestId === null || joinedBy === null) continue;
    const observations = taskObservations(execution, { ...task, joinedBy });
    if (told && last.has(task.eventId)) observations.push(standing);
    const origin = {
      functionName: functionName ?? '',
      functionArn,
      logGroupName: null,
      architecture: null,
      timeoutMs: 0,
    };
    const before = set.requests.get(requestId)?.observations;
    set.add(requestId, origin, observations, []);
    // a run that is only believed to be it may have had another payload
    if (joinedBy !== 'exact' || set.requests.get(requestId)?.observations === before) continue;
    if (task.payload !== null) await recordText(tx, requestId, 'payload', 'history', task.payload);
    if (task.response !== null) await recordText(tx, requestId, 'response', 'history', task.response);
  }
}

/** Tells the first tasks of executions that this one started before any task of its own had run. */
export async function observeChildren(tx: Tx, set: WorkingSet, executionArn: string): Promise<void> {
  const children = await tx.$queryRaw<{ execution_arn: string }[]>`
    SELECT execution_arn FROM execution WHERE parent_execution_arn = ${executionArn} AND from_parents_start`;
  for (const child of children) {
    await observeExecution(tx, set, child.execution_arn, { eventIds: [], facts: true });
  }
}

/** Tells the requests that started these executions how far they are. */
export async function observeStarters(
  tx: Tx,
  set: WorkingSet,
  executionArns: readonly string[],
): Promise<void> {
  if (executionArns.length === 0) return;
  const rows = await tx.$queryRaw<{ request_id: string; value: string }[]>`
    SELECT request_id, value FROM identifier WHERE value = ANY(${[...executionArns]}) AND role = 'next'`;
  await observeStandings(
    tx,
    set,
    rows.map((row) => ({ requestId: row.request_id, executionArn: row.value })),
  );
}

/** The same for requests that say which executions they started. */
export async function observeStarted(tx: Tx, set: WorkingSet, requestIds: Iterable<string>): Promise<void> {
  const named = [...requestIds].flatMap((requestId) =>
    startedBy(set.requests.get(requestId)?.observations ?? []).map((executionArn) => ({
      requestId,
      executionArn,
    })),
  );
  await observeStandings(tx, set, named);
}

async function observeStandings(
  tx: Tx,
  set: WorkingSet,
  named: readonly { requestId: string; executionArn: string }[],
): Promise<void> {
  if (named.length === 0) return;
  await set.load(
    tx,
    named.map(({ requestId }) => requestId),
  );
  const executions = await loadExecutions(tx, [...new Set(named.map(({ executionArn }) => executionArn))]);
  for (const { requestId, executionArn } of named) {
    const [state, execution] = [set.requests.get(requestId), executions.get(executionArn)];
    if (state === undefined || execution === undefined) continue;
    const standing = standingOf({ ...execution, parent: null });
    if (standing !== null) set.add(requestId, state, [standing], []);
  }
}

function startedBy(observations: readonly Observation[]): string[] {
  return observations.flatMap((observation) => {
    switch (observation.kind) {
      case 'marker':
        return observation.marker.next?.executionArn ?? [];
      case 'started':
        return observation.executionArn;
      case 'onward':
        return observation.to === 'execution-arn' ? observation.value : [];
      default:
        return [];
    }
  });
}

/** An execution with those that started it before any task of their own had run. */
async function loadKnown(tx: Tx, executionArn: string, depth = 0): Promise<KnownExecution | null> {
  const execution = (await loadExecutions(tx, [executionArn])).get(executionArn);
  if (execution === undefined) return null;
  const { parentExecutionArn, fromParentsStart } = execution;
  const parent =
    parentExecutionArn === null || !fromParentsStart || depth >= MAX_DEPTH
      ? null
      : await loadKnown(tx, parentExecutionArn, depth + 1);
  return { ...execution, parent };
}
