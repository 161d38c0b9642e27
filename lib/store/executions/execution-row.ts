import type { Prisma } from '../../../prisma/generated/client.ts';
import type { Tx } from '../sql/tx.ts';
import type { ExecutionRow } from '../store-executions.ts';

interface ExecutionColumns extends Omit<ExecutionRow, 'startedBy'> {
  startedByHopId: string | null;
  startedByChainId: string | null;
  startedByFunction: string | null;
}

/** The executions that `wanted` selects by ARN, newest first, each with its hops and the run that started it. */
export async function selectExecutions(tx: Tx, wanted: Prisma.Sql): Promise<ExecutionRow[]> {
  const rows = await tx.$queryRaw<ExecutionColumns[]>`
    SELECT e.execution_arn AS "executionArn", e.state_machine_arn AS "stateMachineArn",
      e.state_machine_name AS "stateMachineName", e.name, e.status, e.started_at AS "startedAt",
      e.stopped_at AS "stoppedAt", e.redrive_count AS "redriveCount", e.redriven_at AS "redrivenAt", e.error, e.cause, e.input, e.output,
      e.trace_header AS "traceHeader", e.parent_execution_arn AS "parentExecutionArn", e.last_event_id AS "lastEventId",
      coalesce(own.chain_id, starter.chain_id) AS "chainId", (
        SELECT count(*)::int FROM hop WHERE execution_arn = e.execution_arn) AS "hopCount",
      operation.operation_id AS "operationId", starter.hop_id AS "startedByHopId",
      starter.chain_id AS "startedByChainId", starter.function_name AS "startedByFunction"
    FROM (${wanted}) w JOIN execution e ON e.execution_arn = w.execution_arn
    LEFT JOIN LATERAL (
      SELECT g.chain_id FROM hop h JOIN chain_group g ON g.group_id = h.group_id
      WHERE h.execution_arn = e.execution_arn ORDER BY h.sort_at LIMIT 1
    ) own ON TRUE
    LEFT JOIN LATERAL (
      SELECT operation_id, parent_hop_id FROM operation
      WHERE execution_arn = e.execution_arn AND kind = 'start-execution' AND status <> 'failed'
      ORDER BY created_at LIMIT 1
    ) operation ON TRUE
    LEFT JOIN LATERAL (
      SELECT h.hop_id, h.function_name, g.chain_id
      FROM (
        SELECT hop_id FROM hop WHERE hop_id = operation.parent_hop_id
        UNION SELECT o.hop_id FROM identifier i JOIN hop o ON o.request_id = i.request_id
          WHERE i.value = e.execution_arn AND i.role = 'next'
      ) s JOIN hop h ON h.hop_id = s.hop_id JOIN chain_group g ON g.group_id = h.group_id
      ORDER BY h.hop_id = operation.parent_hop_id DESC NULLS LAST, h.sort_at DESC LIMIT 1
    ) starter ON TRUE
    ORDER BY e.started_at DESC, e.execution_arn DESC`;
  return rows.map(({ startedByHopId, startedByChainId, startedByFunction, ...row }) => ({
    ...row,
    startedBy:
      startedByHopId === null || startedByChainId === null || startedByFunction === null
        ? null
        : { hopId: startedByHopId, chainId: startedByChainId, functionName: startedByFunction },
  }));
}
