import { Prisma } from '../../../prisma/generated/client.ts';
import { notifyConditions } from '../ingest/notify-chains.ts';
import { createOperation } from '../operations/create-operation.ts';
import type { Tx } from '../sql/tx.ts';
import type { ClaimedRerun, ConditionStore } from '../store-conditions.ts';
import { selectDue } from './due-reruns.ts';

/**
 * See `ConditionStore.claimDue`. Rows that another process holds for the moment are left to it; the claims of the last
 * seconds, by whomever, count against the rate.
 */
export async function claimDue(
  tx: Tx,
  { conditionId, now, limit, ratePerSecond, operationOf }: Parameters<ConditionStore['claimDue']>[0],
): Promise<ClaimedRerun[]> {
  const windowMs = Math.max(1_000, Math.ceil(1_000 / ratePerSecond));
  const allowed = Math.max(1, Math.floor((ratePerSecond * windowMs) / 1_000));
  const since = new Date(now.getTime() - windowMs);
  const [recent] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM due_rerun WHERE condition_id = ${conditionId} AND claimed_at > ${since}`;
  const free = Math.min(limit, allowed - (recent?.count ?? 0));
  if (free <= 0) return [];
  const claimed = await tx.$queryRaw<{ due_rerun_id: string }[]>`
    UPDATE due_rerun SET status = 'sending', fence = fence + 1, claimed_at = ${now}
    WHERE due_rerun_id IN (
      SELECT due_rerun_id FROM due_rerun
      WHERE condition_id = ${conditionId} AND status = 'due' AND due_at <= ${now}
      ORDER BY due_at, due_rerun_id LIMIT ${free} FOR UPDATE SKIP LOCKED)
    RETURNING due_rerun_id`;
  if (claimed.length === 0) return [];
  const ids = claimed.map((row) => row.due_rerun_id);
  const reruns: ClaimedRerun[] = [];
  for (const due of await selectDue(tx, Prisma.sql`d.due_rerun_id = ANY(${ids})`)) {
    const { row: operation } = await createOperation(tx, {
      ...operationOf(due),
      functionName: due.functionName,
      invocationType: 'Event',
      payload: due.payload,
      parentHopId: due.hopId,
      separate: false,
      idempotencyKey: null,
      conditionId,
      attempt: due.attempt,
    });
    const { operationId } = operation;
    await tx.$executeRaw`
      UPDATE due_rerun SET operation_id = ${operationId}
      WHERE due_rerun_id = ${due.dueRerunId} AND fence = ${due.fence}`;
    reruns.push({ due: { ...due, operationId }, operation });
  }
  await notifyConditions(tx);
  return reruns;
}
