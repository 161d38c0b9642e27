import type { LogEvent } from '../../domain/observation.ts';
import type { LogBatch } from '../store.ts';

/** One run as a test describes it; what is left out does not show in its log. */
export interface RunOfTest {
  requestId: string;
  functionName?: string;
  stream?: string;
  startMs: number;
  durationMs?: number;
  traceId?: string;
  parentSpanId?: string;
  /** Fails with this error type. */
  errorType?: string;
  /** Request IDs that its marker names. */
  next?: string;
  parent?: string;
  attempt?: number;
  maxAttempts?: number;
  lines?: string[];
  /** Leaves END and REPORT out. */
  open?: boolean;
}

export const TEST_START_MS = Date.UTC(2026, 10, 20, 12);

/** A request ID that reads like its number. */
export function requestIdOf(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A Root that reads like its number. */
export function traceIdOf(number: number): string {
  return `1-65f2a1b3-${number.toString(16).padStart(24, '0')}`;
}

/** The log events of a run in Lambda's JSON format, where START shows the trace header (aws.md 4.3). */
export function eventsOf(run: RunOfTest): LogEvent[] {
  const functionName = run.functionName ?? 'order-poller';
  const logStreamName = run.stream ?? `2026/11/20/[$LATEST]${run.requestId.replaceAll('-', '')}`;
  const durationMs = run.durationMs ?? 100;
  const at = (offsetMs: number, message: object | string): LogEvent => ({
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName,
    timestamp: run.startMs + offsetMs,
    ingestionTime: run.startMs + offsetMs + 200,
    message: typeof message === 'string' ? message : JSON.stringify(message),
    eventId: null,
  });
  const time = new Date(run.startMs).toISOString();
  const parent = run.parentSpanId === undefined ? '' : `;Parent=${run.parentSpanId}`;
  const tracing =
    run.traceId === undefined
      ? {}
      : { tracing: { type: 'X-Amzn-Trace-Id', value: `Root=${run.traceId}${parent};Sampled=1` } };
  const { requestId } = run;
  const events = [
    at(0, { time, type: 'platform.start', record: { requestId, version: '$LATEST', ...tracing } }),
  ];
  const application = (offsetMs: number, level: string, message: unknown) =>
    events.push(at(offsetMs, { timestamp: time, level, requestId, message }));
  for (const line of run.lines ?? []) application(1, 'INFO', line);
  if (run.parent !== undefined || run.next !== undefined || run.attempt !== undefined) {
    const marker = {
      v: 1,
      via: 'invoke',
      requestId,
      ...(run.attempt === undefined ? {} : { attempt: run.attempt }),
      ...(run.maxAttempts === undefined ? {} : { maxAttempts: run.maxAttempts }),
      ...(run.traceId === undefined ? {} : { traceId: run.traceId }),
      ...(run.parent === undefined ? {} : { parent: { requestId: run.parent } }),
      ...(run.next === undefined ? {} : { next: { requestId: run.next } }),
    };
    application(2, 'INFO', JSON.stringify({ rerun: marker }));
  }
  if (run.errorType !== undefined) {
    const message = { errorType: run.errorType, errorMessage: `${run.errorType} in test`, stackTrace: [] };
    application(durationMs, 'ERROR', message);
  }
  if (run.open === true) return events;
  const status = run.errorType === undefined ? 'success' : 'failure';
  const metrics = {
    durationMs,
    billedDurationMs: Math.ceil(durationMs),
    memorySizeMB: 128,
    maxMemoryUsedMB: 70,
  };
  events.push(
    at(durationMs, { time, type: 'platform.report', record: { requestId, status, metrics, ...tracing } }),
  );
  return events;
}

/** A batch of one log group. */
export function batchOf(events: readonly LogEvent[], more: Partial<LogBatch> = {}): LogBatch {
  const logGroupName = events[0]?.logGroupName ?? '/aws/lambda/order-poller';
  const functionName = logGroupName.split('/').at(-1) ?? '';
  return {
    logGroupName,
    functionName,
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${functionName}`,
    architecture: 'arm64',
    timeoutMs: 60_000,
    events,
    checkpoint: null,
    slowPass: false,
    ...more,
  };
}
