import { type FreeRun, isUnexplained, type UnnamedTask } from '../../domain/match-tasks.ts';
import type { Observation } from '../../domain/observation.ts';
import { taskIdOf } from '../../domain/observation-key.ts';
import { parseTraceHeader, traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoredTask } from './task-rows.ts';

/** Runs and tasks of functions within a time, ms since the epoch. */
export interface TaskWindow {
  functionNames: readonly string[];
  fromMs: number;
  toMs: number;
  /** A task may have been scheduled this long before. */
  reachMs: number;
}
/** A task of which the history names no request, with the run that it was believed to be. */
export interface LoadedTask extends UnnamedTask {
  executionArn: string;
  eventId: number;
  requestId: string | null;
  joinedBy: StoredTask['joinedBy'];
}

interface TaskRow {
  execution_arn: string;
  event_id: number;
  function_name: string;
  request_id: string | null;
  joined_by: StoredTask['joinedBy'];
  scheduled_at: Date;
  ended_at: Date;
  trace_header: string | null;
}

interface RunRow {
  request_id: string;
  function_name: string;
  trace_key: string | null;
  started_at: Date;
  ended_at: Date;
  observations: string;
}

/** Ended tasks without a named request that were running within the window. */
export async function overlappingTasks(tx: Tx, window: TaskWindow): Promise<LoadedTask[]> {
  const rows = await tx.$queryRaw<TaskRow[]>`
    SELECT t.execution_arn, t.event_id, t.function_name, t.request_id, t.joined_by, t.scheduled_at, t.ended_at,
      coalesce(t.trace_header, e.trace_header) AS trace_header
    FROM execution_task t JOIN execution e ON e.execution_arn = t.execution_arn
    WHERE t.function_name = ANY(${[...window.functionNames]})
      AND t.scheduled_at BETWEEN ${new Date(window.fromMs - window.reachMs)} AND ${new Date(window.toMs)}
      AND t.ended_at >= ${new Date(window.fromMs)} AND t.joined_by IS DISTINCT FROM 'exact'
    ORDER BY t.scheduled_at, t.execution_arn, t.event_id`;
  return rows.map((row) => ({
    taskId: taskIdOf(row.execution_arn, row.event_id),
    executionArn: row.execution_arn,
    eventId: row.event_id,
    functionName: row.function_name,
    requestId: row.request_id,
    joinedBy: row.joined_by,
    scheduledMs: row.scheduled_at.getTime(),
    endedMs: row.ended_at.getTime(),
    traceKey: traceKeyIn(row.trace_header),
  }));
}

/** Ended runs that nothing explains: no operation, no history, no run that names them, and nothing that they say. */
export async function loadFreeRuns(tx: Tx, window: TaskWindow): Promise<FreeRun[]> {
  const rows = await tx.$queryRaw<RunRow[]>`
    SELECT h.request_id, h.function_name, h.trace_key, h.started_at, h.ended_at, r.observations FROM hop h
    JOIN request r ON r.request_id = h.request_id
    WHERE h.function_name = ANY(${[...window.functionNames]})
      AND h.ended_at BETWEEN ${new Date(window.fromMs)} AND ${new Date(window.toMs)}
      AND h.started_at IS NOT NULL AND h.log_stream_name IS NOT NULL AND h.delivery_attempt = 1
      AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.request_id = h.request_id)
      AND NOT EXISTS (SELECT 1 FROM execution_task t WHERE t.request_id = h.request_id AND t.joined_by = 'exact')
      AND NOT EXISTS (SELECT 1 FROM identifier i WHERE i.value = h.request_id AND i.role = 'next')`;
  return rows
    .filter((row) => isUnexplained(JSON.parse(row.observations) as Observation[]))
    .map((row) => ({
      requestId: row.request_id,
      functionName: row.function_name,
      traceKey: row.trace_key,
      startedMs: row.started_at.getTime(),
      endedMs: row.ended_at.getTime(),
    }));
}

function traceKeyIn(header: string | null): string | null {
  const root = header === null ? null : (parseTraceHeader(header)?.root ?? null);
  return root === null ? null : traceKeyOf(root);
}
