import type { LogLine } from './log-line-kinds.ts';
import { isRequestId } from './request-id.ts';
import { statusOf } from './text-field.ts';
import { parseTraceHeader, type TraceHeader } from './trace-header.ts';

type Fields = Readonly<Record<string, unknown>>;
const NOTHING: Fields = {};

/**
 * Reads the record of a JSON system line by its `platform.…` type; fields of a wrong type are null.
 * https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
 */
export function parsePlatformLine(type: string, value: unknown): LogLine {
  const record: Fields = typeof value === 'object' && value !== null ? (value as Fields) : NOTHING;
  switch (type) {
    case 'platform.start': {
      const tracing = fieldsOf(record.tracing);
      return {
        kind: 'start',
        format: 'json',
        requestId: requestIdOf(record),
        version: stringOf(record.version),
        functionArn: stringOf(record.functionArn),
        trace: traceOf(tracing),
        spanId: spanIdOf(tracing.spanId),
      };
    }
    case 'platform.report':
      return report(record);
    case 'platform.end':
      return { kind: 'end', format: 'json', requestId: requestIdOf(record) };
    case 'platform.runtimeDone':
      return phase('runtime-done', record);
    case 'platform.initRuntimeDone':
      return phase('init-runtime-done', record);
    case 'platform.initReport':
      return phase('init-report', record);
    case 'platform.restoreRuntimeDone':
      return phase('restore-runtime-done', record);
    case 'platform.restoreReport':
      return phase('restore-report', record);
    case 'platform.initStart':
      return {
        kind: 'init-start',
        format: 'json',
        runtimeVersion: stringOf(record.runtimeVersion),
        runtimeVersionArn: stringOf(record.runtimeVersionArn),
        initializationType: stringOf(record.initializationType),
        functionName: stringOf(record.functionName),
        functionVersion: stringOf(record.functionVersion),
      };
    case 'platform.fault':
      return fault(value);
    case 'platform.logsDropped':
      return {
        kind: 'logs-dropped',
        format: 'json',
        requestId: null,
        droppedRecords: numberOf(record.droppedRecords),
        droppedBytes: numberOf(record.droppedBytes),
        reason: stringOf(record.reason),
      };
    default:
      return {
        kind: OTHER_KINDS.get(type) ?? 'platform-other',
        format: 'json',
        requestId: requestIdOf(record),
        type,
      };
  }
}

const OTHER_KINDS: ReadonlyMap<
  string,
  'restore-start' | 'extension' | 'telemetry-subscription' | 'logs-subscription'
> = new Map([
  ['platform.restoreStart', 'restore-start'],
  ['platform.extension', 'extension'],
  ['platform.telemetrySubscription', 'telemetry-subscription'],
  ['platform.logsSubscription', 'logs-subscription'],
]);

function report(record: Fields): LogLine {
  const metrics = fieldsOf(record.metrics);
  const tracing = fieldsOf(record.tracing);
  const trace = traceOf(tracing);
  return {
    kind: 'report',
    format: 'json',
    requestId: requestIdOf(record),
    durationMs: numberOf(metrics.durationMs),
    billedDurationMs: numberOf(metrics.billedDurationMs),
    memorySizeMb: numberOf(metrics.memorySizeMB),
    maxMemoryUsedMb: numberOf(metrics.maxMemoryUsedMB),
    initDurationMs: numberOf(metrics.initDurationMs),
    restoreDurationMs: numberOf(metrics.restoreDurationMs),
    billedRestoreDurationMs: numberOf(metrics.billedRestoreDurationMs),
    status: statusOf(record.status),
    errorType: stringOf(record.errorType),
    traceId: trace?.root ?? null,
    segmentId: spanIdOf(tracing.spanId),
    sampled: trace?.sampled === '1' ? true : trace?.sampled === '0' ? false : null,
  };
}

function phase(
  kind: 'init-report' | 'init-runtime-done' | 'restore-runtime-done' | 'restore-report' | 'runtime-done',
  record: Fields,
): LogLine {
  return {
    kind,
    format: 'json',
    requestId: requestIdOf(record),
    durationMs: numberOf(fieldsOf(record.metrics).durationMs),
    phase: stringOf(record.phase),
    status: statusOf(record.status),
    errorType: stringOf(record.errorType),
    trace: traceOf(fieldsOf(record.tracing)),
  };
}

/** Its record is a sentence: `RequestId: <id> Process exited before completing request`. */
function fault(value: unknown): LogLine {
  const text = typeof value === 'string' ? value : '';
  const named = /^RequestId: (\S{8,64}) /.exec(text);
  const requestId = named?.[1] !== undefined && isRequestId(named[1]) ? named[1] : null;
  return {
    kind: 'fault',
    format: 'json',
    requestId,
    errorType: null,
    errorMessage: requestId === null ? text : text.slice(named?.[0].length ?? 0),
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : NOTHING;
}
function traceOf(tracing: Fields): TraceHeader | null {
  return typeof tracing.value === 'string' ? parseTraceHeader(tracing.value) : null;
}
function requestIdOf(record: Fields): string | null {
  const value = record.requestId;
  return typeof value === 'string' && isRequestId(value) ? value : null;
}
function spanIdOf(value: unknown): string | null {
  return typeof value === 'string' && /^[0-9a-f]{16}$/i.test(value) ? value.toLowerCase() : null;
}
function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
