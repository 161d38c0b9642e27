import type { OperationRef } from '../contract/operation.ts';
import { AppError } from '../domain/app-error.ts';
import { notifyLive, type ServiceContext } from './service-context.ts';

/** Closes an operation whose reply is missing; nothing is sent. Throws `not-found`, `conflict` while it still runs. */
export async function dismissOperation(
  context: ServiceContext,
  { operationId }: OperationRef,
): Promise<OperationRef> {
  const row = await context.store.operations.find(operationId);
  if (row === null) throw new AppError('not-found', 'There is no such operation.', { field: 'operationId' });
  if (row.status === 'pending' || row.status === 'sent') {
    throw new AppError('conflict', 'The operation is still on its way.', {
      nextStep: 'Wait for its answer.',
    });
  }
  if (row.status === 'unconfirmed') await context.store.operations.dismiss(operationId);
  await notifyLive(context, { type: 'operation', operationId });
  return { operationId };
}
