import type { OperationDto, PublishedEntry } from '../../contract/operation.ts';
import type { OperationRow } from '../../store/store.ts';
import type { PublishedEntryRow } from '../../store/store-events.ts';
import { problemDto } from './problem-dto.ts';

/** An operation as clients see it. */
export function operationDto(row: OperationRow): OperationDto {
  return {
    operationId: row.operationId,
    kind: row.kind,
    status: row.status,
    functionName: row.functionName,
    invocationType: row.invocationType,
    executionArn: row.executionArn,
    conditionId: row.conditionId,
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
    error: problemDto(row.error),
    entries: row.entries?.map(entryDto) ?? null,
  };
}

function entryDto({ time, error, ...entry }: PublishedEntryRow): PublishedEntry {
  return { ...entry, time: time?.toISOString() ?? null, problem: problemDto(error) };
}
