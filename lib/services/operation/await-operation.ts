import { AppError } from '../../domain/app-error.ts';
import type { OperationRow } from '../../store/store.ts';
import type { ServiceContext } from '../service-context.ts';

/** A notification can be missed while a database connection is made anew. */
const LOOK_AGAIN_MS = 1000;

/** The operation once it is settled, by this process or another; rejects when `signal` aborts. */
export async function awaitOperation(
  context: ServiceContext,
  operationId: string,
  signal?: AbortSignal,
): Promise<OperationRow> {
  let wake: () => void = () => undefined;
  const unsubscribe = context.store.onNotification((payload) => {
    if (payload.includes(operationId)) wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => {
        wake = resolve;
      });
      signal?.throwIfAborted();
      const row = await context.store.operations.find(operationId);
      if (row === null) throw new AppError('not-found', 'There is no such operation.');
      if (row.status !== 'pending' && row.status !== 'sent') return row;
      const timer = setTimeout(wake, LOOK_AGAIN_MS);
      await changed;
      clearTimeout(timer);
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    unsubscribe();
  }
}
