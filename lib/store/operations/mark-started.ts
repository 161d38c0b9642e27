import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow } from '../store-operations.ts';
import { requireOperation } from './operation-row.ts';

/** Settles an operation on an execution that AWS answered, or that is seen to have done what was asked. */
export async function markStarted(
  tx: Tx,
  _context: StoreContext,
  operationId: string,
  { executionArn, at }: { executionArn: string; at: Date },
): Promise<OperationRow> {
  await tx.$executeRaw`
    UPDATE operation SET status = 'answered', status_code = 200, execution_arn = ${executionArn},
      sent_at = coalesce(sent_at, ${at}), settled_at = ${new Date()}
    WHERE operation_id = ${operationId} AND kind LIKE '%-execution' AND status IN ('pending', 'sent', 'unconfirmed')`;
  return requireOperation(tx, operationId);
}
