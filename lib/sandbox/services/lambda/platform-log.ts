import { createHash } from 'node:crypto';
import type { FunctionRecord, SystemLogLevel } from './function-record.ts';
import type { InvocationTrace } from './invocation-trace.ts';

/** How a run or an init phase ended; `errorType` is AWS's, such as `Runtime.ExitError`. */
export interface RunEnd {
  status: 'success' | 'failure' | 'error' | 'timeout';
  errorType?: string;
}
interface RunFigures {
  durationMs: number;
  /** null on a warm start */
  initDurationMs: number | null;
  maxMemoryUsedMb: number;
}

/**
 * The platform's own log lines of one function, in the format its LoggingConfig asks for. Every method returns the
 * messages that the chosen system log level lets through, oldest first.
 * Shapes: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html,
 * …/telemetry-schema-reference.html and …/lambda-runtime-environment.html
 */
export interface PlatformLog {
  initStart(at: Date, phase: Phase, logStreamName: string): string[];
  /** `end` without error is silent in text format. */
  initReport(at: Date, phase: Phase, end: RunEnd, durationMs: number): string[];
  start(at: Date, requestId: string, trace: InvocationTrace): string[];
  /** END and REPORT. A handler's own error leaves no status in text format. */
  finish(at: Date, requestId: string, trace: InvocationTrace, end: RunEnd, figures: RunFigures): string[];
}
type Phase = 'init' | 'invoke';

export function createPlatformLog(fn: FunctionRecord): PlatformLog {
  return fn.settings.LoggingConfig.LogFormat === 'JSON' ? jsonLog(fn) : textLog(fn);
}

/** Billed is Duration plus Init Duration, rounded up to a millisecond. */
function billedDurationMs(figures: RunFigures): number {
  return Math.max(1, Math.ceil(round(figures.durationMs) + round(figures.initDurationMs ?? 0)));
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100;
}

function runtimeVersion(fn: FunctionRecord): { id: string; arn: string } {
  const hash = createHash('sha256').update(fn.settings.Runtime).digest('hex');
  const [, major = '20'] = /^nodejs(\d+)/.exec(fn.settings.Runtime) ?? [];
  return { id: `nodejs:${major}.v61`, arn: `arn:aws:lambda:${fn.region}::runtime:${hash}` };
}

function isTraced(fn: FunctionRecord, trace: InvocationTrace): boolean {
  return fn.settings.TracingConfig.Mode === 'Active' && trace.sampled;
}

/** Segment of the function in the trace: stable for a run, different from its Parent. */
function segmentId(requestId: string): string {
  return createHash('sha256').update(requestId).digest('hex').slice(0, 16);
}

function textLog(fn: FunctionRecord): PlatformLog {
  const version = runtimeVersion(fn);
  const status = (end: RunEnd) =>
    `Status: ${end.status}${end.errorType === undefined ? '' : `\tError Type: ${end.errorType}`}`;
  return {
    initStart: () => [`INIT_START Runtime Version: ${version.id}\tRuntime Version ARN: ${version.arn}\n`],
    initReport: (_at, phase, end, durationMs) =>
      end.status === 'success'
        ? []
        : [`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: ${phase}\t${status(end)}\n`],
    start: (_at, requestId) => [`START RequestId: ${requestId} Version: $LATEST\n`],
    finish(_at, requestId, trace, end, figures) {
      const init =
        figures.initDurationMs === null ? '' : `Init Duration: ${figures.initDurationMs.toFixed(2)} ms\t`;
      // what the handler threw itself is told by its error line only
      const platformEnd = end.status === 'timeout' || end.errorType?.startsWith('Runtime.') === true;
      const xray = isTraced(fn, trace)
        ? `\nXRAY TraceId: ${trace.root}\tSegmentId: ${segmentId(requestId)}\tSampled: true\t`
        : '';
      return [
        `END RequestId: ${requestId}\n`,
        `REPORT RequestId: ${requestId}\tDuration: ${figures.durationMs.toFixed(2)} ms\t` +
          `Billed Duration: ${billedDurationMs(figures)} ms\tMemory Size: ${fn.settings.MemorySize} MB\t` +
          `Max Memory Used: ${figures.maxMemoryUsedMb} MB\t${init}${platformEnd ? `${status(end)}${xray === '' ? '' : '\t'}` : ''}${xray}\n`,
      ];
    },
  };
}

const LEVELS: SystemLogLevel[] = ['DEBUG', 'INFO', 'WARN'];

function jsonLog(fn: FunctionRecord): PlatformLog {
  const lowest = LEVELS.indexOf(fn.settings.LoggingConfig.SystemLogLevel ?? 'INFO');
  const version = runtimeVersion(fn);
  const line = (level: SystemLogLevel, at: Date, type: string, record: Record<string, unknown>) =>
    LEVELS.indexOf(level) < lowest
      ? []
      : [JSON.stringify({ time: at.toISOString(), type: `platform.${type}`, record })];
  const tracing = (requestId: string, trace: InvocationTrace) =>
    isTraced(fn, trace)
      ? {
          tracing: {
            spanId: segmentId(requestId),
            type: 'X-Amzn-Trace-Id',
            value: `Root=${trace.root};Parent=${trace.parent};Sampled=1`,
          },
        }
      : {};
  const severity = (end: RunEnd, quiet: SystemLogLevel) => (end.status === 'success' ? quiet : 'WARN');
  return {
    initStart: (at, phase, logStreamName) =>
      line('INFO', at, 'initStart', {
        initializationType: 'on-demand',
        phase,
        runtimeVersion: version.id,
        runtimeVersionArn: version.arn,
        functionName: fn.name,
        functionVersion: '$LATEST',
        instanceId: logStreamName,
        instanceMaxMemory: fn.settings.MemorySize * 1_048_576,
      }),
    initReport(at, phase, end, durationMs) {
      const record = { initializationType: 'on-demand', phase, ...end };
      const level = severity(end, 'DEBUG');
      return [
        ...line(level, at, 'initRuntimeDone', record),
        ...line(level, at, 'initReport', { ...record, metrics: { durationMs: round(durationMs) } }),
      ];
    },
    start: (at, requestId, trace) =>
      line('INFO', at, 'start', {
        requestId,
        functionArn: fn.arn,
        version: '$LATEST',
        ...tracing(requestId, trace),
      }),
    finish(at, requestId, trace, end, figures) {
      const metrics = {
        durationMs: round(figures.durationMs),
        billedDurationMs: billedDurationMs(figures),
        memorySizeMB: fn.settings.MemorySize,
        maxMemoryUsedMB: figures.maxMemoryUsedMb,
        ...(figures.initDurationMs === null ? {} : { initDurationMs: round(figures.initDurationMs) }),
      };
      const rest = { ...tracing(requestId, trace), ...end };
      return [
        ...line(severity(end, 'DEBUG'), at, 'runtimeDone', {
          requestId,
          metrics: { durationMs: metrics.durationMs },
          ...rest,
        }),
        ...line(severity(end, 'INFO'), at, 'report', { requestId, metrics, ...rest }),
      ];
    },
  };
}
