import { setTimeout as delay } from 'node:timers/promises';
import type { OperationRow } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';

/** Writes down what became of an operation. */
export type Settle = () => Promise<OperationRow>;

/**
 * Sends a written-down operation, at most once in its life (the store's gate decides), and settles it as `attempt`
 * says. Answers null where another call sent it. Never throws for AWS's sake.
 */
export async function sendOnce(
  context: ServiceContext,
  operationId: string,
  attempt: () => Promise<Settle>,
): Promise<OperationRow | null> {
  const mine = await mayBeSent(context, operationId);
  if (mine === false) return null;
  await notifyLive(context, { type: 'operation', operationId });
  const settled = await untilStored(context, mine === true ? await attempt() : mine);
  if (settled !== null) await notifyLive(context, { type: 'operation', operationId });
  return settled;
}

/** Whether this call is the one that sends; where the database cannot say, nothing is sent and the operation fails. */
async function mayBeSent(context: ServiceContext, operationId: string): Promise<boolean | Settle> {
  try {
    return await context.store.operations.markSent(operationId);
  } catch (error) {
    context.logger.error({ operationId, err: error }, 'an operation could not be marked as sent');
    return () =>
      context.store.operations.markFailed(operationId, {
        code: 'store-unavailable',
        message: 'The database did not answer: nothing was sent.',
        nextStep: 'Run it again when the health page is green.',
        awsCode: null,
        httpStatus: null,
      });
  }
}

/**
 * An outcome is known once only: a database that is away for a moment must not lose it. While the dashboard shuts down
 * the operation stays as it is, for the next start to find.
 */
async function untilStored(context: ServiceContext, settle: Settle): Promise<OperationRow | null> {
  for (const waitMs of [100, 300, 1000, 3000, 10_000]) {
    if (context.closing.aborted) return null;
    try {
      return await settle();
    } catch (error) {
      context.logger.warn({ err: error, waitMs }, 'an operation could not be settled; trying again');
      await delay(waitMs, undefined, { ref: false, signal: context.closing }).catch(() => undefined);
    }
  }
  return settle();
}
