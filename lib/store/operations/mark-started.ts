import { applyChanges } from '../ingest/apply-changes.ts';
import { observeStarted } from '../ingest/observe-executions.ts';
import { WorkingSet } from '../ingest/working-set.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow } from '../store-operations.ts';
import { requireOperation } from './operation-row.ts';

/**
 * Settles an operation on an execution that AWS answered, or that is seen to have done what was asked, and makes the
 * execution what the hop that it continues has started.
 */
export async function markStarted(
  tx: Tx,
  context: StoreContext,
  operationId: string,
  { executionArn, at }: { executionArn: string; at: Date },
): Promise<OperationRow> {
  const settled = await tx.$executeRaw`
    UPDATE operation SET status = 'answered', status_code = 200, execution_arn = ${executionArn},
      sent_at = coalesce(sent_at, ${at}), settled_at = ${new Date()}
    WHERE operation_id = ${operationId} AND kind LIKE '%-execution' AND status IN ('pending', 'sent', 'unconfirmed')`;
  const operation = await requireOperation(tx, operationId);
  if (settled === 1 && operation.kind === 'start-execution')
    await observeStart(tx, context, operation, executionArn);
  return requireOperation(tx, operationId);
}

async function observeStart(
  tx: Tx,
  context: StoreContext,
  { operationId, parentHopId, sentAt, createdAt }: OperationRow,
  executionArn: string,
): Promise<void> {
  if (parentHopId === null) return;
  const [row] = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT request_id FROM hop WHERE hop_id = ${parentHopId}`;
  if (row === undefined) return;
  const set = new WorkingSet();
  await set.load(tx, [row.request_id]);
  const state = set.requests.get(row.request_id);
  if (state === undefined) return;
  const timestamp = (sentAt ?? createdAt).getTime();
  const started = { kind: 'started', operationId, timestamp, executionArn, hopId: parentHopId } as const;
  set.add(row.request_id, state, [{ source: 'operation', ...started }], []);
  await observeStarted(tx, set, [row.request_id]);
  await applyChanges(tx, context, set);
}
