import { Prisma } from '../../../prisma/generated/client.ts';
import { traceKeyOf } from '../../domain/trace-header.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow } from '../store-operations.ts';
import { followOperations } from './follow-operations.ts';
import { markStarted } from './mark-started.ts';
import { observeOperation } from './observe-operation.ts';
import { observePublished } from './observe-published.ts';
import { requireOperation, selectOperations } from './operation-row.ts';
import { settleEntries } from './published-entries.ts';
import { executionOutcome } from './reconcile-executions.ts';
import { acceptedEntries } from './reconcile-published.ts';

/** The sender's clock and the execution environment's may differ by this much. */
const SKEW_MS = 2_000;

/**
 * Settles unconfirmed operations whose run the logs show: the only run of their function in their trace that began
 * after they were sent and that nothing else explains. Where several might be it, a person decides. Of published events
 * see `acceptedEntries`, of executions `executionOutcome`.
 */
export async function reconcileOperations(tx: Tx, context: StoreContext): Promise<OperationRow[]> {
  const open = await selectOperations(tx, Prisma.sql`o.status = 'unconfirmed'`);
  const settled: string[] = [];
  for (const operation of open) {
    if (operation.kind === 'publish') {
      const results = await acceptedEntries(tx, operation);
      if (results.length === 0) continue;
      await settleEntries(tx, operation.operationId, results);
      await settleConfirmed(tx, operation.operationId);
      await observePublished(tx, context, await requireOperation(tx, operation.operationId));
      settled.push(operation.operationId);
      continue;
    }
    if (operation.kind !== 'invoke') {
      const at = await executionOutcome(tx, operation);
      if (at === null || operation.executionArn === null) continue;
      await markStarted(tx, context, operation.operationId, { executionArn: operation.executionArn, at });
      settled.push(operation.operationId);
      continue;
    }
    const requestId = await runOf(tx, operation);
    if (requestId === null) continue;
    await tx.$executeRaw`
      UPDATE operation SET status = 'answered', request_id = ${requestId}, settled_at = ${new Date()}
      WHERE operation_id = ${operation.operationId} AND status = 'unconfirmed'`;
    await observeOperation(tx, context, operation, requestId, null);
    settled.push(operation.operationId);
  }
  await followOperations(tx, settled);
  return settled.length === 0 ? [] : selectOperations(tx, Prisma.sql`o.operation_id = ANY(${settled})`);
}

/** Settled as a whole once nothing of it is unconfirmed any more. */
async function settleConfirmed(tx: Tx, operationId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE operation o SET status = 'answered', settled_at = ${new Date()}
    WHERE operation_id = ${operationId} AND status = 'unconfirmed' AND NOT EXISTS (
      SELECT 1 FROM published_entry p WHERE p.operation_id = o.operation_id AND p.status IN ('pending', 'unconfirmed'))`;
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
