import { Prisma } from '../../../prisma/generated/client.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow, OperationStatus, OperationStore, PublishResult } from '../store-operations.ts';
import { createOperation } from './create-operation.ts';
import { followOperations, releaseNeverSent } from './follow-operations.ts';
import { markStarted } from './mark-started.ts';
import { observeOperation } from './observe-operation.ts';
import { observePublished } from './observe-published.ts';
import { requireOperation, selectOperations } from './operation-row.ts';
import { settleEntries, settleWhole } from './published-entries.ts';
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
      await followOperations(tx, [operationId]);
      return requireOperation(tx, operationId);
    });
  return {
    create: (operation) => write((tx) => createOperation(tx, operation)),
    async markSent(operationId) {
      const sent = await prisma.$executeRaw`
        UPDATE operation SET status = 'sent', sent_at = ${new Date()}
        WHERE operation_id = ${operationId} AND status = 'pending'`;
      return sent === 1;
    },
    markStarted: (operationId, answer) => write((tx) => markStarted(tx, context, operationId, answer)),
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
        await releaseNeverSent(tx, ids);
        await followOperations(tx, ids);
        return ids.length === 0 ? [] : selectOperations(tx, Prisma.sql`o.operation_id = ANY(${ids})`);
      }),
    reconcile: () => write((tx) => reconcileOperations(tx, context)),
  };
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
  await followOperations(tx, [operationId]);
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
