import type { LogEvent } from '../observation.ts';

/** A run as a test tells it; times in ms since the epoch. */
export interface RunStory {
  requestId: string;
  startMs: number;
  durationMs?: number;
  stream?: string;
  logGroupName?: string;
  format?: 'text' | 'json';
  outcome?: 'success' | 'error' | 'timeout';
  /** The header with which active tracing shows the run; none with PassThrough. */
  trace?: { root: string; parent?: string; segmentId?: string };
  cold?: boolean;
  /** Application messages, printed in the first millisecond of the run. */
  says?: readonly string[];
}

const ERROR_TYPE = 'PaymentPending';

/** The log events that AWS writes for a run in its own formats, in the order in which it writes them. */
export function logOf(story: RunStory): LogEvent[] {
  const { requestId: id, startMs, durationMs = 100, says = [], outcome = 'success' } = story;
  const events: LogEvent[] = [];
  const endMs = startMs + Math.ceil(durationMs);
  const log = (timestamp: number, message: string) =>
    events.push({
      logGroupName: story.logGroupName ?? '/aws/lambda/poller',
      logStreamName: story.stream ?? '2026/10/08/[$LATEST]22be53a8cfde4e68b844f8ec293b2543',
      timestamp,
      ingestionTime: timestamp + 500,
      message,
      eventId: null,
    });
  const json = story.format === 'json';
  const saidAt = startMs + Math.min(1, durationMs);
  log(startMs, json ? jsonStart(story) : `START RequestId: ${id} Version: $LATEST\n`);
  for (const text of says)
    log(saidAt, json ? jsonLine(saidAt, id, 'INFO', text) : textLine(saidAt, id, 'INFO', text));
  if (outcome === 'error') {
    log(endMs, json ? jsonError(endMs, id) : textLine(endMs, id, 'ERROR', `Invoke Error \t${ERROR_JSON}`));
  }
  if (json) log(endMs, jsonReport(story, durationMs, outcome));
  else {
    log(endMs, `END RequestId: ${id}\n`);
    log(endMs, textReport(story, durationMs, outcome));
  }
  return events;
}

const ERROR_JSON = `{"errorType":"${ERROR_TYPE}","errorMessage":"still pending","stack":["${ERROR_TYPE}: still pending"]}`;

function textLine(at: number, id: string, level: string, text: string): string {
  return `${new Date(at).toISOString()}\t${id}\t${level}\t${text}\n`;
}

function textReport(story: RunStory, durationMs: number, outcome: string): string {
  const { requestId, trace } = story;
  const init = story.cold ? 'Init Duration: 178.44 ms\t' : '';
  const status = outcome === 'timeout' ? 'Status: timeout' : '';
  const xray =
    trace?.segmentId === undefined
      ? ''
      : `\nXRAY TraceId: ${trace.root}\tSegmentId: ${trace.segmentId}\tSampled: true\t`;
  return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs)} ms\tMemory Size: 256 MB\tMax Memory Used: 91 MB\t${init}${status}${xray}\n`;
}

function jsonStart(story: RunStory): string {
  const tracing = story.trace === undefined ? {} : { tracing: tracingOf(story.trace) };
  return JSON.stringify({
    time: new Date(story.startMs).toISOString(),
    type: 'platform.start',
    record: { requestId: story.requestId, version: '$LATEST', ...tracing },
  });
}

function jsonReport(story: RunStory, durationMs: number, outcome: string): string {
  const tracing = story.trace === undefined ? {} : { tracing: tracingOf(story.trace) };
  return JSON.stringify({
    time: new Date(story.startMs + durationMs).toISOString(),
    type: 'platform.report',
    record: {
      requestId: story.requestId,
      metrics: {
        durationMs,
        billedDurationMs: Math.ceil(durationMs),
        memorySizeMB: 256,
        maxMemoryUsedMB: 91,
        ...(story.cold ? { initDurationMs: 178.44 } : {}),
      },
      ...tracing,
      status: outcome,
    },
  });
}

function tracingOf(trace: NonNullable<RunStory['trace']>) {
  const parent = trace.parent === undefined ? '' : `;Parent=${trace.parent}`;
  return { spanId: trace.segmentId, type: 'X-Amzn-Trace-Id', value: `Root=${trace.root}${parent};Sampled=1` };
}

/** A message that is JSON stands in the line as an object, as Node's runtime prints an object. */
function jsonLine(at: number, requestId: string, level: string, text: string): string {
  const message = text.startsWith('{') ? text : JSON.stringify(text);
  const timestamp = new Date(at).toISOString();
  return `{"timestamp":"${timestamp}","level":"${level}","requestId":"${requestId}","message":${message}}`;
}

function jsonError(at: number, requestId: string): string {
  return jsonLine(
    at,
    requestId,
    'ERROR',
    `{"errorType":"${ERROR_TYPE}","errorMessage":"still pending","stackTrace":["${ERROR_TYPE}: still pending"]}`,
  );
}
