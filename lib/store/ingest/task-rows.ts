import type { KnownTask, Onward } from '../../domain/execution-observations.ts';
import { storableText } from '../../domain/storable-text.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import { groupBy } from '../sql/group-by.ts';
import type { Tx } from '../sql/tx.ts';
import type { ExecutionTask } from '../store-executions.ts';

interface TaskWrite {
  execution_arn: string;
  event_id: number;
  state_name: string;
  attempt: number;
  run: number;
  function_name: string | null;
  function_arn: string | null;
  request_id: string | null;
  joined_by: string | null;
  scheduled_at: string;
  started_at: string | null;
  ended_at: string | null;
  error: string | null;
  trace_header: string | null;
  payload: string | null;
  response: string | null;
  cause_event_ids: string;
  earlier_event_ids: string;
  from_start: boolean;
}
/** An older page read again takes nothing back, and a run that was found by time gives way to the one that is named. */
const TASK_TABLE: BulkTable<TaskWrite> = {
  name: 'execution_task',
  columns: {
    execution_arn: 'text',
    event_id: 'int',
    state_name: 'text',
    attempt: 'int',
    run: 'int',
    function_name: 'text',
    function_arn: 'text',
    request_id: 'text',
    joined_by: 'text',
    scheduled_at: 'timestamptz',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
    error: 'text',
    trace_header: 'text',
    payload: 'text',
    response: 'text',
    cause_event_ids: 'text',
    earlier_event_ids: 'text',
    from_start: 'boolean',
  },
  key: ['execution_arn', 'event_id'],
  onConflict: `DO UPDATE SET started_at = coalesce(excluded.started_at, execution_task.started_at),
    ended_at = coalesce(excluded.ended_at, execution_task.ended_at),
    error = coalesce(excluded.error, execution_task.error),
    request_id = coalesce(excluded.request_id, execution_task.request_id),
    joined_by = coalesce(excluded.joined_by, execution_task.joined_by),
    trace_header = coalesce(excluded.trace_header, execution_task.trace_header),
    payload = coalesce(excluded.payload, execution_task.payload),
    response = coalesce(excluded.response, execution_task.response)`,
};

export async function saveTasks(
  tx: Tx,
  executionArn: string,
  tasks: readonly ExecutionTask[],
): Promise<void> {
  await bulkUpsert(
    tx,
    TASK_TABLE,
    tasks.map((task) => ({
      execution_arn: executionArn,
      event_id: task.eventId,
      state_name: storableText(task.stateName).text,
      attempt: task.attempt,
      run: task.run,
      function_name: task.functionName,
      function_arn: task.functionArn,
      request_id: task.requestId,
      joined_by: task.requestId === null ? null : 'exact',
      scheduled_at: task.scheduledAt.toISOString(),
      started_at: task.startedAt?.toISOString() ?? null,
      ended_at: task.endedAt?.toISOString() ?? null,
      error: storable(task.error),
      trace_header: storable(task.traceHeader),
      payload: storable(task.payload),
      response: storable(task.response),
      cause_event_ids: JSON.stringify(task.causeEventIds),
      earlier_event_ids: JSON.stringify(task.earlierEventIds),
      from_start: task.fromStart,
    })),
  );
}

/** A task as it is stored. */
export interface StoredTask extends Omit<KnownTask, 'joinedBy'> {
  executionArn: string;
  functionName: string | null;
  functionArn: string | null;
  requestId: string | null;
  joinedBy: KnownTask['joinedBy'] | null;
  payload: string | null;
}

interface TaskColumns extends Omit<StoredTask, 'earlier' | 'onward'> {
  causeEventIds: string;
  earlierEventIds: string;
  onward: string;
}

/** These tasks of an execution, in the order of its history. */
export async function loadTasks(
  tx: Tx,
  executionArn: string,
  eventIds: readonly number[],
): Promise<StoredTask[]> {
  const rows = await tx.$queryRaw<TaskColumns[]>`
    SELECT execution_arn AS "executionArn", event_id AS "eventId", state_name AS "stateName", attempt, run,
      function_name AS "functionName", function_arn AS "functionArn", request_id AS "requestId",
      joined_by AS "joinedBy", scheduled_at AS "scheduledAt", started_at AS "startedAt", ended_at AS "endedAt", error,
      trace_header AS "traceHeader", payload, response, cause_event_ids AS "causeEventIds",
      earlier_event_ids AS "earlierEventIds", from_start AS "fromStart", onward
    FROM execution_task WHERE execution_arn = ${executionArn} AND event_id = ANY(${[...eventIds]}) ORDER BY event_id`;
  return rows.map(({ causeEventIds, earlierEventIds, onward, ...row }) => ({
    ...row,
    earlier: [...(JSON.parse(causeEventIds) as number[]), ...(JSON.parse(earlierEventIds) as number[])],
    onward: JSON.parse(onward) as Onward[],
  }));
}

/** How the tasks of an execution follow one another. */
export async function loadTaskOrder(
  tx: Tx,
  executionArn: string,
): Promise<{ eventId: number; known: boolean; fromStart: boolean; earlier: number[] }[]> {
  const rows = await tx.$queryRaw<
    { eventId: number; known: boolean; fromStart: boolean; causes: string; earlier: string }[]
  >`
    SELECT event_id AS "eventId", request_id IS NOT NULL AS known, from_start AS "fromStart", cause_event_ids AS causes,
      earlier_event_ids AS earlier
    FROM execution_task WHERE execution_arn = ${executionArn} ORDER BY event_id`;
  return rows.map(({ causes, earlier, ...row }) => ({
    ...row,
    earlier: [...(JSON.parse(causes) as number[]), ...(JSON.parse(earlier) as number[])],
  }));
}

/** Notes what followed tasks; returns those of which that is new. */
export async function addOnward(
  tx: Tx,
  executionArn: string,
  onward: readonly { eventId: number; onward: Onward }[],
): Promise<number[]> {
  const changed: number[] = [];
  for (const [eventId, added] of groupBy(onward, (each) => each.eventId)) {
    const [row] = await tx.$queryRaw<{ onward: string }[]>`
      SELECT onward FROM execution_task WHERE execution_arn = ${executionArn} AND event_id = ${eventId}`;
    if (row === undefined) continue;
    const known = new Map((JSON.parse(row.onward) as Onward[]).map((each) => [each.value, each]));
    for (const each of added) if (!known.has(each.onward.value)) known.set(each.onward.value, each.onward);
    const text = JSON.stringify([...known.values()].sort((a, b) => (a.value < b.value ? -1 : 1)));
    if (text === row.onward) continue;
    await tx.$executeRaw`
      UPDATE execution_task SET onward = ${text} WHERE execution_arn = ${executionArn} AND event_id = ${eventId}`;
    changed.push(eventId);
  }
  return changed;
}

function storable(text: string | null): string | null {
  return text === null ? null : storableText(text).text;
}
