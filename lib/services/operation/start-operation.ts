import type { NewOperation, OperationRow } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

/**
 * Writes the operation down, then sends it in this process, whatever becomes of the request that asked for it.
 * Returns at once. The same operation ID or idempotency key again gives the first one and sends nothing.
 */
export async function startOperation(
  context: ServiceContext,
  operation: Omit<NewOperation, 'instanceId'>,
  send: (context: ServiceContext, row: OperationRow) => Promise<unknown>,
): Promise<OperationRow> {
  const { row, created } = await context.store.operations.create({
    ...operation,
    instanceId: context.instanceId,
  });
  if (!created) return row;
  await notifyLive(context, { type: 'operation', operationId: row.operationId });
  send(context, row).catch((error: unknown) => {
    context.logger.error({ operationId: row.operationId, err: error }, 'an operation could not be settled');
  });
  return row;
}
