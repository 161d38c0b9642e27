import type { Observation } from '../../domain/observation.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { WorkingSet } from '../ingest/working-set.ts';
import { recordText } from '../recorded-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow } from '../store-operations.ts';

export interface OperationAnswer {
  functionError: string | null;
  errorType: string | null;
  errorMessage: string | null;
  response: string | null;
}

/** Makes the request of an operation a hop of its chain; with an answer, one whose end is known. */
export async function observeOperation(
  tx: Tx,
  context: StoreContext,
  operation: OperationRow,
  requestId: string,
  answer: OperationAnswer | null,
): Promise<void> {
  const { operationId, functionName, invocationType, traceId, parentHopId, separate, conditionId, attempt } =
    operation;
  if (functionName === null || invocationType === null) return;
  const observations: Observation[] = [
    {
      source: 'operation',
      kind: 'invoked',
      operationId,
      timestamp: (operation.sentAt ?? operation.createdAt).getTime(),
      invocationType,
      traceId,
      parentHopId,
      separate,
      ...(conditionId === null ? {} : { condition: { conditionId, attempt: attempt ?? 1 } }),
    },
  ];
  if (answer !== null && invocationType === 'RequestResponse') {
    const { functionError, errorType, errorMessage } = answer;
    const timestamp = (operation.settledAt ?? new Date()).getTime();
    observations.push({
      source: 'operation',
      kind: 'answered',
      operationId,
      timestamp,
      functionError,
      errorType,
      errorMessage,
    });
  }
  await recordText(tx, requestId, 'payload', 'operation', operation.payload);
  if (answer !== null && answer.response !== null && invocationType === 'RequestResponse') {
    await recordText(tx, requestId, 'response', 'answer', answer.response);
  }
  const set = new WorkingSet();
  await set.load(tx, [requestId]);
  const origin = {
    functionName,
    functionArn: operation.functionArn,
    logGroupName: null,
    architecture: null,
    timeoutMs: 0,
  };
  set.add(requestId, origin, observations, []);
  await applyChanges(tx, context, set);
}
