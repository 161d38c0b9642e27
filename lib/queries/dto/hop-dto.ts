import type { HopDetail, HopDto } from '../../contract/hop.ts';
import { executionNameOf } from '../../domain/execution-name.ts';
import type { HopDetailRow, HopRow } from '../../store/store.ts';
import type { HopEvent } from '../../store/store-events.ts';

/** A hop as the automation API lists it. */
export function hopDto(row: HopRow): HopDto {
  const { link } = row;
  return {
    hopId: row.hopId,
    requestId: row.requestId,
    chainId: row.chainId,
    parentHopId: row.parentHopId,
    parentCandidateCount: link?.candidateCount ?? 0,
    via: row.via,
    functionName: row.functionName,
    status: row.status,
    attempt: row.attempt,
    maxAttempts: row.maxAttempts,
    deliveryAttempt: row.deliveryAttempt,
    startedAt: row.startedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.durationMs,
    billedDurationMs: row.billedDurationMs,
    initDurationMs: row.initDurationMs,
    memorySizeMb: row.memorySizeMb,
    maxMemoryUsedMb: row.maxMemoryUsedMb,
    coldStart: row.coldStart,
    costUsd: row.costUsd,
    errorType: row.errorType,
    errorMessage: row.errorMessage,
    traceId: row.traceId,
    reason: row.markers.findLast((marker) => marker.reason !== null)?.reason ?? null,
    evidence: link === null ? [] : link.evidence.map((item) => ({ ...item, strength: link.strength })),
    tail: row.tail,
  };
}

/** A hop as the inspector shows it. */
export function hopDetail(row: HopDetailRow): HopDetail {
  return {
    ...hopDto(row),
    functionArn: row.functionArn,
    logGroupName: row.logGroupName,
    logStreamName: row.logStreamName,
    version: row.version,
    restoreDurationMs: row.restoreDurationMs,
    invocationType: row.invocationType,
    operationId: row.operationId,
    event: row.event === null ? null : eventDto(row.event),
    execution: row.task === null ? null : executionDto(row.task),
    publishedEvents: row.publishedEvents,
    payload: row.payload,
    response: row.response,
    causes: row.causes,
    effects: row.effects,
    raw: JSON.stringify(row.observations, null, 2),
  };
}

/** Which rule carried it is known here by the bus's log alone; who reads the account's rules may know it otherwise. */
function eventDto({ publishedAt, ...event }: HopEvent): HopDetail['event'] {
  return {
    ...event,
    ruleKnownBy: event.ruleName === null ? null : 'bus-log',
    publishedAt: publishedAt?.toISOString() ?? null,
  };
}

function executionDto(task: NonNullable<HopDetailRow['task']>): HopDetail['execution'] {
  const { executionArn, stateName, attempt, joinedBy } = task;
  const name = executionNameOf(executionArn);
  return {
    executionArn,
    stateMachineName: name?.stateMachineName ?? '',
    executionName: name?.executionName ?? executionArn,
    stateName,
    attempt,
    joinedBy,
  };
}
