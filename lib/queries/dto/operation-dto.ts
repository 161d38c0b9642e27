import type { OperationDto } from '../../contract/operation.ts';
import type { OperationRow } from '../../store/store.ts';

/** An operation as clients see it. */
export function operationDto(row: OperationRow): OperationDto {
  return {
    operationId: row.operationId,
    kind: 'invoke',
    status: row.status,
    functionName: row.functionName,
    invocationType: row.invocationType,
    traceId: row.traceId,
    requestId: row.requestId,
    hopId: row.hopId,
    chainId: row.chainId,
    createdAt: row.createdAt.toISOString(),
    sentAt: row.sentAt?.toISOString() ?? null,
    settledAt: row.settledAt?.toISOString() ?? null,
    statusCode: row.statusCode,
    functionError: row.functionError,
    payload: row.payload,
    response: row.response,
    tail: row.tail,
    error:
      row.error === null
        ? null
        : {
            code: row.error.code,
            message: row.error.message,
            nextStep: row.error.nextStep,
            awsCode: row.error.awsCode,
            field: null,
          },
  };
}
