import { invoke } from '../../aws/invoke.ts';
import type { OperationRow } from '../../store/store.ts';
import { traceHeaderOf } from '../operation/chosen-trace.ts';
import { failedSend } from '../operation/failed-send.ts';
import { type Settle, sendOnce } from '../operation/send-once.ts';
import type { ServiceContext } from '../service-context.ts';
import { functionErrorOf } from './function-error.ts';

/**
 * Sends a written-down invocation, at most once in its life, and settles it: answered, failed (AWS refused, nothing
 * ran) or unconfirmed (the reply is missing). Never throws for AWS's sake.
 */
export function sendInvocation(
  context: ServiceContext,
  operation: OperationRow,
): Promise<OperationRow | null> {
  return sendOnce(context, operation.operationId, () => outcomeOf(context, operation));
}

async function outcomeOf(context: ServiceContext, operation: OperationRow): Promise<Settle> {
  const { operations } = context.store;
  const { operationId, functionName, invocationType } = operation;
  if (functionName === null || invocationType === null) throw new Error(`${operationId} is no invocation`);
  try {
    const answer = await invoke(context.aws, {
      functionName,
      invocationType,
      payload: operation.payload,
      traceHeader: traceHeaderOf(operation.traceId),
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
        response: invocationType === 'Event' ? null : payload,
        tail,
      });
  } catch (error) {
    return failedSend(context, operationId, error);
  }
}

/** LogResult is the last 4 KB at most (aws.md 1.1): it is whole only if it shows the run's START. */
function startsAtStart(tail: string, requestId: string): boolean {
  return tail.includes(`START RequestId: ${requestId}`) || tail.includes('"platform.start"');
}
