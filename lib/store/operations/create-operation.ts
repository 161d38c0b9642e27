import { AppError } from '../../domain/app-error.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { NewOperation, OperationRow } from '../store-operations.ts';
import { requireOperation } from './operation-row.ts';
import { createEntries } from './published-entries.ts';

/**
 * Writes an operation down, once: the same ID or idempotency key again gives the first. Throws AppError `conflict`
 * where that one was for something else.
 */
export async function createOperation(
  tx: Tx,
  operation: NewOperation,
): Promise<{ row: OperationRow; created: boolean }> {
  const kind = operation.kind ?? (operation.entries === undefined ? 'invoke' : 'publish');
  const payload = storableText(operation.payload).text;
  const inserted = await tx.$executeRaw`
    INSERT INTO operation (operation_id, kind, status, function_name, function_arn, invocation_type, payload, trace_id,
      parent_hop_id, separate, instance_id, idempotency_key, fingerprint, created_at, state_machine_arn, execution_arn,
      condition_id, attempt)
    VALUES (${operation.operationId}, ${kind}, 'pending', ${operation.functionName}, ${operation.functionArn},
      ${operation.invocationType}, ${payload}, ${operation.traceId}, ${operation.parentHopId}, ${operation.separate},
      ${operation.instanceId}, ${operation.idempotencyKey}, ${operation.fingerprint}, ${new Date()},
      ${operation.stateMachineArn ?? null}, ${operation.executionArn ?? null}, ${operation.conditionId ?? null},
      ${operation.attempt ?? null})
    ON CONFLICT DO NOTHING`;
  if (inserted === 1) await createEntries(tx, operation.operationId, operation.entries ?? []);
  const [first] = await tx.$queryRaw<{ operation_id: string; fingerprint: string }[]>`
    SELECT operation_id, fingerprint FROM operation
    WHERE operation_id = ${operation.operationId} OR idempotency_key = ${operation.idempotencyKey}
    ORDER BY operation_id = ${operation.operationId} DESC LIMIT 1`;
  if (first === undefined) throw new AppError('internal', 'The operation was not written down.');
  if (first.fingerprint !== operation.fingerprint) {
    throw new AppError('conflict', 'The same key was used before for something else.', {
      field: operation.idempotencyKey === null ? 'operationId' : 'Idempotency-Key',
      nextStep: 'Send each different request with a key of its own.',
    });
  }
  return { row: await requireOperation(tx, first.operation_id), created: inserted === 1 };
}
