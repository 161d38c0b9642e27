import { Prisma } from '../../../prisma/generated/client.ts';
import { AppError } from '../../domain/app-error.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type {
  NewOperation,
  OperationRow,
  OperationStatus,
  OperationStore,
  PublishResult,
} from '../store-operations.ts';
import { observeOperation } from './observe-operation.ts';
import { observePublished } from './observe-published.ts';
import { requireOperation, selectOperations } from './operation-row.ts';
import { createEntries, settleEntries, settleWhole } from './published-entries.ts';
import { reconcileOperations } from './reconcile-operations.ts';

const NEVER_SENT = JSON.stringify({
  code: 'internal',
  message: 'Nothing ran: the dashboard stopped before it was sent.',
  nextStep: 'Run it again.',
  awsCode: null,
  httpStatus: null,
} satisfies OperationRow['error']);

export function operationStore(context: StoreContext): OperationStore {
  const { prisma, write } = context;
  const moved = (
    operationId: string,
    to: OperationStatus,
    from: readonly OperationStatus[],
    error?: string,
  ) =>
    write(async (tx) => {
      await tx.$executeRaw`
        UPDATE operation SET status = ${to}, settled_at = ${new Date()}, error = coalesce(${error ?? null}, error)
        WHERE operation_id = ${operationId} AND status = ANY(${[...from]})`;
      await settleWhole(tx, [operationId]);
      return requireOperation(tx, operationId);
    });
  return {
    create: (operation) => write((tx) => create(tx, operation)),
    async markSent(operationId) {
      const sent = await prisma.$executeRaw`
        UPDATE operation SET status = 'sent', sent_at = ${new Date()}
        WHERE operation_id = ${operationId} AND status = 'pending'`;
      return sent === 1;
    },
    markAnswered: (operationId, answer) => write((tx) => answered(tx, context, operationId, answer)),
    markPublished: (operationId, results) => write((tx) => published(tx, context, operationId, results)),
    markFailed(operationId, error) {
      const text = storableText(JSON.stringify(error)).text;
      return moved(operationId, 'failed', ['pending', 'sent', 'unconfirmed'], text);
    },
    markUnconfirmed: (operationId) => moved(operationId, 'unconfirmed', ['pending', 'sent']),
    dismiss: (operationId) => moved(operationId, 'dismissed', ['unconfirmed']),
    async find(operationId) {
      const [row] = await selectOperations(prisma, Prisma.sql`o.operation_id = ${operationId}`);
      return row ?? null;
    },
    listUnconfirmed: () => selectOperations(prisma, Prisma.sql`o.status = 'unconfirmed'`),
    recover: (aliveInstanceIds) =>
      write(async (tx) => {
        // an operation is marked as sent before it is sent: without that mark nothing ran
        const rows = await tx.$queryRaw<{ operation_id: string }[]>`
          UPDATE operation SET settled_at = ${new Date()},
            status = CASE WHEN sent_at IS NULL THEN 'failed' ELSE 'unconfirmed' END,
            error = CASE WHEN sent_at IS NULL THEN ${NEVER_SENT} ELSE error END
          WHERE status IN ('pending', 'sent') AND NOT instance_id = ANY(${[...aliveInstanceIds]})
          RETURNING operation_id`;
        const ids = rows.map((row) => row.operation_id);
        await settleWhole(tx, ids);
        return ids.length === 0 ? [] : selectOperations(tx, Prisma.sql`o.operation_id = ANY(${ids})`);
      }),
    reconcile: () => write((tx) => reconcileOperations(tx, context)),
  };
}

async function create(tx: Tx, operation: NewOperation): Promise<{ row: OperationRow; created: boolean }> {
  const payload = storableText(operation.payload).text;
  const inserted = await tx.$executeRaw`
    INSERT INTO operation (operation_id, kind, status, function_name, function_arn, invocation_type, payload, trace_id,
      parent_hop_id, separate, instance_id, idempotency_key, fingerprint, created_at)
    VALUES (${operation.operationId}, ${operation.entries === undefined ? 'invoke' : 'publish'}, 'pending', ${operation.functionName}, ${operation.functionArn},
      ${operation.invocationType}, ${payload}, ${operation.traceId}, ${operation.parentHopId}, ${operation.separate},
      ${operation.instanceId}, ${operation.idempotencyKey}, ${operation.fingerprint}, ${new Date()})
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

async function answered(
  tx: Tx,
  context: StoreContext,
  operationId: string,
  answer: Parameters<OperationStore['markAnswered']>[1],
): Promise<OperationRow> {
  const response = answer.response === null ? null : storableText(answer.response).text;
  const tail = answer.tail === null ? null : storableText(answer.tail.text).text;
  await tx.$executeRaw`
    UPDATE operation SET status = 'answered', request_id = ${answer.requestId}, status_code = ${answer.statusCode},
      function_error = ${answer.functionError}, response = ${response}, tail = ${tail},
      tail_truncated = ${answer.tail?.truncated ?? false}, settled_at = ${new Date()}
    WHERE operation_id = ${operationId} AND status IN ('pending', 'sent', 'unconfirmed')`;
  const operation = await requireOperation(tx, operationId);
  if (operation.status === 'answered' && operation.requestId === answer.requestId) {
    await observeOperation(tx, context, operation, answer.requestId, answer);
  }
  return requireOperation(tx, operationId);
}

async function published(
  tx: Tx,
  context: StoreContext,
  operationId: string,
  results: readonly PublishResult[],
): Promise<OperationRow> {
  const settled = await tx.$executeRaw`
    UPDATE operation SET status = 'answered', status_code = 200, settled_at = ${new Date()}
    WHERE operation_id = ${operationId} AND kind = 'publish' AND status IN ('pending', 'sent', 'unconfirmed')`;
  if (settled === 1) {
    await settleEntries(tx, operationId, results);
    await observePublished(tx, context, await requireOperation(tx, operationId));
  }
  return requireOperation(tx, operationId);
}
