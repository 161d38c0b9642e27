import { storableText } from '../../domain/storable-text.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
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

function storable(text: string | null): string | null {
  return text === null ? null : storableText(text).text;
}
