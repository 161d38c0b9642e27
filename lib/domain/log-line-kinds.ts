/** The kinds of lines that a Lambda function's log holds; read by `log-line.ts`. */

import type { TraceHeader } from './trace-header.ts';

export type LogLevel = 'TRACE' | 'DEBUG' | 'INFO' | 'WARN' | 'ERROR' | 'FATAL';
export type RunStatus = 'success' | 'failure' | 'error' | 'timeout';
/** The two log formats of Lambda: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
type Format = 'text' | 'json';

interface InitStartLine {
  kind: 'init-start';
  format: Format;
  runtimeVersion: string | null;
  runtimeVersionArn: string | null;
  initializationType: string | null;
  functionName: string | null;
  functionVersion: string | null;
}
interface StartLine {
  kind: 'start';
  format: Format;
  requestId: string | null;
  version: string | null;
  functionArn: string | null;
  trace: TraceHeader | null;
  spanId: string | null;
}
interface EndLine {
  kind: 'end';
  format: Format;
  requestId: string | null;
}
export interface ReportLine {
  kind: 'report';
  format: Format;
  requestId: string | null;
  durationMs: number | null;
  billedDurationMs: number | null;
  memorySizeMb: number | null;
  maxMemoryUsedMb: number | null;
  initDurationMs: number | null;
  restoreDurationMs: number | null;
  billedRestoreDurationMs: number | null;
  status: RunStatus | null;
  errorType: string | null;
  /** X-Ray Root of the XRAY line or of `tracing` */
  traceId: string | null;
  segmentId: string | null;
  sampled: boolean | null;
}
/** The end of a phase: init, restore or the handler itself. */
interface PhaseLine {
  kind: 'init-report' | 'init-runtime-done' | 'restore-runtime-done' | 'restore-report' | 'runtime-done';
  format: Format;
  requestId: string | null;
  durationMs: number | null;
  phase: string | null;
  status: RunStatus | null;
  errorType: string | null;
  trace: TraceHeader | null;
}
interface TimeoutLine {
  kind: 'timeout';
  format: 'text';
  requestId: string;
  timeoutMs: number;
}
/** The runtime's process ended during a run: old style text, or a `platform.fault`. */
interface RuntimeErrorLine {
  kind: 'runtime-error' | 'fault';
  format: Format;
  requestId: string | null;
  errorType: string | null;
  errorMessage: string;
}
interface LogsDroppedLine {
  kind: 'logs-dropped';
  format: 'json';
  requestId: null;
  droppedRecords: number | null;
  droppedBytes: number | null;
  reason: string | null;
}
interface PlatformLine {
  kind: 'restore-start' | 'extension' | 'telemetry-subscription' | 'logs-subscription' | 'platform-other';
  format: Format;
  requestId: string | null;
  /** `platform.…`, or the first word of a text line */
  type: string;
}
/** What the function's own code or its runtime's error reporter wrote. */
export interface ApplicationLine {
  kind: 'application';
  /** How the line is framed: by Node's or Python's text prefix, Java's layout, a JSON object, or not at all. */
  format: 'node-text' | 'python-text' | 'java-text' | 'json' | 'plain';
  level: LogLevel | null;
  /** Null where the line does not say it: then the run open in its stream is meant. */
  requestId: string | null;
  /** Without the runtime's prefix. */
  text: string;
  timestampText: string | null;
  errorType: string | null;
  errorMessage: string | null;
  /** `Invoke Error`, `Uncaught Exception`, `Unhandled Promise Rejection` */
  label: string | null;
  /** The shape in which runtimes report an error that ended the run. */
  uncaught: boolean;
}

export type LogLine =
  | InitStartLine
  | StartLine
  | EndLine
  | ReportLine
  | PhaseLine
  | TimeoutLine
  | RuntimeErrorLine
  | LogsDroppedLine
  | PlatformLine
  | ApplicationLine;
