import { recordOfRow } from '../collector/function-record.ts';
import { type WatchRules, watchedBy } from '../collector/watch-rules.ts';
import type { FunctionSummary } from '../contract/function.ts';
import type { FunctionFigures, FunctionRow } from '../store/store-functions.ts';
import { functionFindings } from './function-findings.ts';

/** A discovered function as clients see it; `figures` are absent for one that never ran. */
export function functionSummary(
  row: FunctionRow,
  figures: FunctionFigures | undefined,
  rules: WatchRules,
): FunctionSummary {
  const record = recordOfRow(row);
  const by = watchedBy(record, row.watchedByPage, rules);
  const markerSeenAt = figures?.markerSeenAt ?? null;
  return {
    functionName: row.functionName,
    functionArn: row.functionArn,
    runtime: record.runtime,
    handler: record.handler,
    architecture: record.architecture,
    memorySizeMb: record.memorySizeMb,
    timeoutSeconds: record.timeoutSeconds,
    state: record.state,
    lastModifiedAt: record.lastModifiedAt,
    tracingMode: record.tracingMode,
    logFormat: record.logFormat,
    systemLogLevel: record.systemLogLevel,
    applicationLogLevel: record.applicationLogLevel,
    logGroupName: record.logGroupName,
    recursiveLoop: record.recursiveLoop,
    reservedConcurrency: record.reservedConcurrency,
    managedBy: record.managedBy,
    watched: by !== null,
    watchedBy: by,
    ...functionFindings(record, { markerSeenAt }),
    markerSeenAt: markerSeenAt?.toISOString() ?? null,
    lastHopAt: figures?.lastHopAt?.toISOString() ?? null,
    hopCount24h: figures?.hopCount24h ?? 0,
    failedHopCount24h: figures?.failedHopCount24h ?? 0,
  };
}
