import { Prisma } from '../../../prisma/generated/client.ts';
import { traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';
import type { OperationRow } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { observeOperation } from './observe-operation.ts';
import { selectOperations } from './operation-row.ts';

/** The sender's clock and the execution environment's may differ by this much. */
const SKEW_MS = 2_000;

/**
 * Settles unconfirmed operations whose run the logs show: the only run of their function in their trace that began
 * after they were sent and that nothing else explains. Where several might be it, a person decides.
 */
export async function reconcileOperations(tx: Tx, context: StoreContext): Promise<OperationRow[]> {
  const open = await selectOperations(tx, Prisma.sql`o.status = 'unconfirmed'`);
  const settled: string[] = [];
  for (const operation of open) {
    const requestId = await runOf(tx, operation);
    if (requestId === null) continue;
    await tx.$executeRaw`
      UPDATE operation SET status = 'answered', request_id = ${requestId}, settled_at = ${new Date()}
      WHERE operation_id = ${operation.operationId} AND status = 'unconfirmed'`;
    await observeOperation(tx, context, operation, requestId, null);
    settled.push(operation.operationId);
  }
  return settled.length === 0 ? [] : selectOperations(tx, Prisma.sql`o.operation_id = ANY(${settled})`);
}

async function runOf(tx: Tx, operation: OperationRow): Promise<string | null> {
  if (operation.sentAt === null) return null;
  const since = new Date(operation.sentAt.getTime() - SKEW_MS);
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT h.request_id FROM hop h
    LEFT JOIN link l ON l.effect_hop_id = h.hop_id AND l.strength = 'exact'
    WHERE h.trace_key = ${traceKeyOf(operation.traceId)} AND h.function_name = ${operation.functionName}
      AND h.sort_at >= ${since} AND l.effect_hop_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.request_id = h.request_id)
    LIMIT 2`;
  const [only] = rows;
  return rows.length === 1 && only !== undefined ? only.request_id : null;
}
