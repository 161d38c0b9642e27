import type { Tx } from '../sql/tx.ts';

/** What becomes of an operation becomes of the due re-run that it sends. */
export async function followOperations(tx: Tx, operationIds: readonly string[]): Promise<void> {
  if (operationIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE due_rerun d SET status = CASE o.status WHEN 'answered' THEN 'sent' WHEN 'failed' THEN 'failed' ELSE 'unconfirmed' END
    FROM operation o WHERE o.operation_id = ANY(${[...operationIds]}) AND d.operation_id = o.operation_id
      AND o.status IN ('answered', 'failed', 'unconfirmed', 'dismissed')`;
}

/** Due re-runs that a process claimed and never sent before it ended are due again, for another operation. */
export async function releaseNeverSent(tx: Tx, operationIds: readonly string[]): Promise<void> {
  if (operationIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE due_rerun d SET status = 'due', operation_id = NULL, claimed_at = NULL
    FROM operation o WHERE o.operation_id = ANY(${[...operationIds]}) AND d.operation_id = o.operation_id
      AND o.status = 'failed' AND o.sent_at IS NULL AND d.status = 'sending'`;
}
