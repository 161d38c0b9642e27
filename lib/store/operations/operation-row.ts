import { Prisma } from '../../../prisma/generated/client.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Tx } from '../sql/tx.ts';
import type { PublishedEntryRow } from '../store-events.ts';
import type { OperationRow, OperationStatus } from '../store-operations.ts';
import { loadEntries } from './published-entries.ts';

interface OperationColumns {
  operation_id: string;
  kind: OperationRow['kind'];
  status: OperationStatus;
  function_name: string | null;
  function_arn: string | null;
  invocation_type: OperationRow['invocationType'];
  state_machine_arn: string | null;
  execution_arn: string | null;
  condition_id: string | null;
  attempt: number | null;
  payload: string;
  trace_id: string;
  hop_id: string | null;
  parent_hop_id: string | null;
  separate: boolean;
  chain_id: string | null;
  request_id: string | null;
  instance_id: string;
  created_at: Date;
  sent_at: Date | null;
  settled_at: Date | null;
  status_code: number | null;
  function_error: string | null;
  response: string | null;
  tail: string | null;
  tail_truncated: boolean;
  error: string | null;
}

/** Operations with the hop and chain that they became, oldest first. */
export async function selectOperations(tx: Tx, where: Prisma.Sql): Promise<OperationRow[]> {
  const rows = await tx.$queryRaw<OperationColumns[]>`
    SELECT o.operation_id, o.kind, o.status, o.function_name, o.function_arn, o.invocation_type, o.payload, o.trace_id,
      h.hop_id, o.parent_hop_id, o.separate, g.chain_id, o.request_id, o.instance_id, o.created_at, o.sent_at,
      o.settled_at, o.status_code, o.function_error, o.response, o.tail, o.tail_truncated, o.error, o.state_machine_arn,
      o.execution_arn, o.condition_id, o.attempt
    FROM operation o
    LEFT JOIN LATERAL (
      (SELECT hop_id, group_id FROM hop
        WHERE o.kind = 'invoke' AND request_id = o.request_id ORDER BY delivery_attempt LIMIT 1)
      UNION ALL (SELECT NULL, group_id FROM hop WHERE o.kind <> 'invoke' AND hop_id = o.parent_hop_id)
      UNION ALL (SELECT NULL, group_id FROM hop
        WHERE o.kind LIKE '%-execution' AND execution_arn = o.execution_arn ORDER BY sort_at LIMIT 1)
      UNION ALL (SELECT NULL, hop.group_id FROM published_entry p JOIN event_run r ON r.event_id = p.event_id
        JOIN hop ON hop.hop_id = r.hop_id
        WHERE o.kind = 'publish' AND p.operation_id = o.operation_id ORDER BY p.position, r.at LIMIT 1)
      LIMIT 1
    ) h ON TRUE
    LEFT JOIN chain_group g USING (group_id)
    WHERE ${where} ORDER BY o.created_at, o.operation_id`;
  const published = rows.filter((row) => row.kind === 'publish').map((row) => row.operation_id);
  const entries = await loadEntries(tx, published);
  return rows.map((row) => rowOf(row, row.kind === 'publish' ? (entries.get(row.operation_id) ?? []) : null));
}

/** Throws AppError `not-found`. */
export async function requireOperation(tx: Tx, operationId: string): Promise<OperationRow> {
  const [row] = await selectOperations(tx, Prisma.sql`o.operation_id = ${operationId}`);
  if (row === undefined) throw new AppError('not-found', `There is no operation ${operationId}.`);
  return row;
}

function rowOf(columns: OperationColumns, entries: PublishedEntryRow[] | null): OperationRow {
  return {
    operationId: columns.operation_id,
    kind: columns.kind,
    entries,
    status: columns.status,
    functionName: columns.function_name,
    functionArn: columns.function_arn,
    invocationType: columns.invocation_type,
    stateMachineArn: columns.state_machine_arn,
    executionArn: columns.execution_arn,
    conditionId: columns.condition_id,
    attempt: columns.attempt,
    payload: columns.payload,
    traceId: columns.trace_id,
    hopId: columns.hop_id,
    parentHopId: columns.parent_hop_id,
    separate: columns.separate,
    chainId: columns.chain_id,
    requestId: columns.request_id,
    instanceId: columns.instance_id,
    createdAt: columns.created_at,
    sentAt: columns.sent_at,
    settledAt: columns.settled_at,
    statusCode: columns.status_code,
    functionError: columns.function_error,
    response: columns.response,
    tail: columns.tail === null ? null : { text: columns.tail, truncated: columns.tail_truncated },
    error: columns.error === null ? null : (JSON.parse(columns.error) as OperationRow['error']),
  };
}
