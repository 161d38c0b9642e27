import { storableText } from '../../domain/storable-text.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { ExecutionFacts, ExecutionStatus } from '../store-executions.ts';

/** An execution as it is stored. */
export interface StoredExecution extends ExecutionFacts {
  lastEventId: number;
  open: boolean;
  /** The parent started it before any task of its own had run. */
  fromParentsStart?: boolean;
}

interface ExecutionWrite {
  execution_arn: string;
  state_machine_arn: string;
  state_machine_name: string;
  name: string;
  status: string;
  started_at: string;
  stopped_at: string | null;
  redrive_count: number;
  redriven_at: string | null;
  error: string | null;
  cause: string | null;
  input: string | null;
  output: string | null;
  trace_header: string | null;
  parent_execution_arn: string | null;
  last_event_id: number;
  open: boolean;
}
const EXECUTION_TABLE: BulkTable<ExecutionWrite> = {
  name: 'execution',
  columns: {
    execution_arn: 'text',
    state_machine_arn: 'text',
    state_machine_name: 'text',
    name: 'text',
    status: 'text',
    started_at: 'timestamptz',
    stopped_at: 'timestamptz',
    redrive_count: 'int',
    redriven_at: 'timestamptz',
    error: 'text',
    cause: 'text',
    input: 'text',
    output: 'text',
    trace_header: 'text',
    parent_execution_arn: 'text',
    last_event_id: 'int',
    open: 'boolean',
  },
  key: ['execution_arn'],
};

export async function loadExecutions(
  tx: Tx,
  executionArns: readonly string[],
): Promise<Map<string, StoredExecution>> {
  const rows = await tx.$queryRaw<StoredExecution[]>`
    SELECT execution_arn AS "executionArn", state_machine_arn AS "stateMachineArn",
      state_machine_name AS "stateMachineName", name, status, started_at AS "startedAt", stopped_at AS "stoppedAt",
      redrive_count AS "redriveCount", redriven_at AS "redrivenAt", error, cause, input, output, trace_header AS "traceHeader",
      parent_execution_arn AS "parentExecutionArn", last_event_id AS "lastEventId", open,
      from_parents_start AS "fromParentsStart"
    FROM execution WHERE execution_arn = ANY(${[...executionArns]})`;
  return new Map(rows.map((row) => [row.executionArn, row]));
}

export async function saveExecutions(tx: Tx, executions: readonly StoredExecution[]): Promise<void> {
  await bulkUpsert(tx, EXECUTION_TABLE, executions.map(writeOf));
}

/**
 * What is known of an execution once `seen` was read, too. AWS's answers are eventually consistent, so an older one may
 * come later: a closed execution opens again by a redrive only, and what `seen` leaves out stays.
 */
export function mergedExecution(known: StoredExecution | undefined, seen: StoredExecution): StoredExecution {
  if (known === undefined) return seen;
  const newer = standingOf(seen) - standingOf(known);
  const [now, before] = newer < 0 ? [known, seen] : [seen, known];
  const redriven = now.redriveCount > before.redriveCount;
  return {
    ...now,
    redrivenAt: now.redrivenAt ?? before.redrivenAt,
    error: now.error ?? (redriven ? null : before.error),
    cause: now.cause ?? (redriven ? null : before.cause),
    output: now.output ?? (redriven ? null : before.output),
    input: now.input ?? before.input,
    traceHeader: now.traceHeader ?? before.traceHeader,
    parentExecutionArn: known.parentExecutionArn ?? seen.parentExecutionArn,
    lastEventId: Math.max(known.lastEventId, seen.lastEventId),
    open: newer > 0 ? seen.open : newer < 0 ? known.open : known.open && seen.open,
  };
}

export function isSameExecution(a: StoredExecution, b: StoredExecution): boolean {
  return JSON.stringify(writeOf(a)) === JSON.stringify(writeOf(b));
}

export function isClosed(status: ExecutionStatus): boolean {
  return status !== 'RUNNING' && status !== 'PENDING_REDRIVE';
}

/** Grows as an execution goes on: running, closed, redriven, closed again. */
function standingOf({ redriveCount, status }: ExecutionFacts): number {
  return redriveCount * 2 + (isClosed(status) ? 1 : 0);
}

function writeOf(execution: StoredExecution): ExecutionWrite {
  return {
    execution_arn: execution.executionArn,
    state_machine_arn: execution.stateMachineArn,
    state_machine_name: execution.stateMachineName,
    name: execution.name,
    status: execution.status,
    started_at: execution.startedAt.toISOString(),
    stopped_at: execution.stoppedAt?.toISOString() ?? null,
    redrive_count: execution.redriveCount,
    redriven_at: execution.redrivenAt?.toISOString() ?? null,
    error: storable(execution.error),
    cause: storable(execution.cause),
    input: storable(execution.input),
    output: storable(execution.output),
    trace_header: storable(execution.traceHeader),
    parent_execution_arn: execution.parentExecutionArn,
    last_event_id: execution.lastEventId,
    open: execution.open,
  };
}

function storable(text: string | null): string | null {
  return text === null ? null : storableText(text).text;
}
