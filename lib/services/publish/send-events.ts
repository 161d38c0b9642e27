import { putEvents } from '../../aws/put-events.ts';
import type { OperationRow } from '../../store/store.ts';
import { traceHeaderOf } from '../operation/chosen-trace.ts';
import { failedSend } from '../operation/failed-send.ts';
import { type Settle, sendOnce } from '../operation/send-once.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

/**
 * Sends a written-down publication by one PutEvents, at most once in its life, and settles it entry by entry; where
 * AWS refused the call it failed, where the reply is missing it is unconfirmed. Never throws for AWS's sake.
 */
export async function sendEvents(context: ServiceContext, operation: OperationRow): Promise<void> {
  await sendOnce(context, operation.operationId, () => outcomeOf(context, operation));
  await notifyLive(context, { type: 'events' });
}

async function outcomeOf(
  context: ServiceContext,
  { operationId, entries, traceId }: OperationRow,
): Promise<Settle> {
  const sent = entries ?? [];
  const traceHeader = traceHeaderOf(traceId);
  try {
    const results = await putEvents(
      context.aws,
      sent.map((entry) => ({ ...entry, traceHeader })),
    );
    const settled = results.map(({ eventId, error, retryable }, index) => ({
      position: sent[index]?.position ?? index,
      eventId,
      error:
        error === null
          ? null
          : {
              code: error.code,
              message: error.message,
              nextStep: error.nextStep,
              awsCode: error.awsCode,
              httpStatus: error.httpStatus,
            },
      retryable,
    }));
    return () => context.store.operations.markPublished(operationId, settled);
  } catch (error) {
    return failedSend(context, operationId, error);
  }
}
