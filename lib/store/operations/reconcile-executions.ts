import type { Tx } from '../sql/tx.ts';
import type { OperationRow } from '../store-operations.ts';

/** The sender's clock and AWS's may differ by this much. */
const SKEW_MS = 2_000;

/**
 * When what an unconfirmed operation asked of an execution is seen to have been done: it was started under the name that
 * the operation chose, stopped, or redriven since it was sent. Null where that does not show.
 */
export async function executionOutcome(tx: Tx, operation: OperationRow): Promise<Date | null> {
  const { executionArn, sentAt, kind } = operation;
  if (executionArn === null || sentAt === null) return null;
  const since = sentAt.getTime() - SKEW_MS;
  const [row] = await tx.$queryRaw<
    { status: string; started_at: Date; stopped_at: Date | null; redriven_at: Date | null }[]
  >`
    SELECT status, started_at, stopped_at, redriven_at FROM execution WHERE execution_arn = ${executionArn}`;
  if (row === undefined) return null;
  const at =
    kind === 'start-execution'
      ? row.started_at
      : kind === 'redrive-execution'
        ? row.redriven_at
        : row.status === 'ABORTED'
          ? row.stopped_at
          : null;
  return at !== null && at.getTime() >= since ? at : null;
}
