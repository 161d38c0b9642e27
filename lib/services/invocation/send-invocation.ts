import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { mayHaveRun } from '../../aws/aws-error.ts';
import { invoke } from '../../aws/invoke.ts';
import { maskError } from '../../contract/mask-error.ts';
import { formatTraceHeader } from '../../domain/trace-header.ts';
import type { OperationRow } from '../../store/store.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { functionErrorOf } from './function-error.ts';

/**
 * Sends a written-down operation, at most once in its life (the store's gate decides), and settles it: answered,
 * failed (AWS refused, nothing ran) or unconfirmed (the reply is missing). Never throws for AWS's sake.
 */
export async function sendInvocation(
  context: ServiceContext,
  operation: OperationRow,
): Promise<OperationRow | null> {
  const { operationId } = operation;
  const mine = await mayBeSent(context, operationId);
  if (mine === false) return null;
  await notifyLive(context, { type: 'operation', operationId });
  const settled = await untilStored(context, mine === true ? await outcomeOf(context, operation) : mine);
  if (settled !== null) await notifyLive(context, { type: 'operation', operationId });
  return settled;
}

type Settle = () => Promise<OperationRow>;

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

async function outcomeOf(context: ServiceContext, operation: OperationRow): Promise<Settle> {
  const { operations } = context.store;
  const { operationId } = operation;
  try {
    const answer = await invoke(context.aws, {
      functionName: operation.functionName,
      invocationType: operation.invocationType,
      payload: operation.payload,
      traceHeader: formatTraceHeader({
        root: operation.traceId,
        self: null,
        parent: randomBytes(8).toString('hex'),
        sampled: '1',
        lineage: null,
      }),
    });
    const { requestId, statusCode, functionError, payload, logResult } = answer;
    const error = functionError === null ? { errorType: null, errorMessage: null } : functionErrorOf(payload);
    const tail =
      logResult === null ? null : { text: logResult, truncated: !startsAtStart(logResult, requestId) };
    return () =>
      operations.markAnswered(operationId, {
        requestId,
        statusCode,
        functionError,
        ...error,
        response: operation.invocationType === 'Event' ? null : payload,
        tail,
      });
  } catch (error) {
    if (mayHaveRun(error)) {
      context.logger.warn({ operationId, err: error }, 'the reply of an invocation is missing');
      return () => operations.markUnconfirmed(operationId);
    }
    const { code, message, nextStep, awsCode, httpStatus } = maskError(error, (errorId, cause) => {
      context.logger.error({ operationId, errorId, err: cause }, 'an invocation failed');
    });
    return () => operations.markFailed(operationId, { code, message, nextStep, awsCode, httpStatus });
  }
}

/** LogResult is the last 4 KB at most (aws.md 1.1): it is whole only if it shows the run's START. */
function startsAtStart(tail: string, requestId: string): boolean {
  return tail.includes(`START RequestId: ${requestId}`) || tail.includes('"platform.start"');
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
