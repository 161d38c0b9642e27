/**
 * What the sources yield: small facts about one request. Hops are derived from the whole set of a
 * request's observations, so every observation is idempotent under {@link observationKey}.
 */

import type { Marker } from './marker.ts';
import type { TraceHeader } from './trace-header.ts';

/** One CloudWatch log event, as FilterLogEvents, GetLogEvents or StartLiveTail return it. */
export interface LogEvent {
  logGroupName: string;
  logStreamName: string;
  /** Event time in ms since the epoch, set by the execution environment's host clock. */
  timestamp: number;
  /** When CloudWatch took it in, ms since the epoch; null from live tail. */
  ingestionTime: number | null;
  message: string;
  /** Present in FilterLogEvents only. */
  eventId: string | null;
}

/** Where a log observation stands: a line is identified by stream, timestamp, message and ordinal among equals. */
interface LogPosition {
  source: 'log';
  logStreamName: string;
  /** ms since the epoch */
  timestamp: number;
  /** 0 for the first of several equal lines of one millisecond in one stream */
  ordinal: number;
}

export interface StartObservation extends LogPosition {
  kind: 'start';
  version: string | null;
  functionArn: string | null;
  trace: TraceHeader | null;
  spanId: string | null;
}
interface EndObservation extends LogPosition {
  kind: 'end';
}
export interface ReportObservation extends LogPosition {
  kind: 'report';
  durationMs: number | null;
  billedDurationMs: number | null;
  memorySizeMb: number | null;
  maxMemoryUsedMb: number | null;
  initDurationMs: number | null;
  restoreDurationMs: number | null;
  billedRestoreDurationMs: number | null;
  status: 'success' | 'failure' | 'error' | 'timeout' | null;
  errorType: string | null;
  /** X-Ray Root, from the XRAY line or `tracing` */
  traceId: string | null;
  segmentId: string | null;
  sampled: boolean | null;
}
interface RuntimeDoneObservation extends LogPosition {
  kind: 'runtime-done';
  status: 'success' | 'failure' | 'error' | 'timeout' | null;
  errorType: string | null;
  durationMs: number | null;
}
interface TimeoutObservation extends LogPosition {
  kind: 'timeout';
  timeoutMs: number;
}
interface ErrorObservation extends LogPosition {
  kind: 'error';
  errorType: string | null;
  errorMessage: string | null;
}
/** An application line that shows the run's own trace header. */
interface TraceObservation extends LogPosition {
  kind: 'trace';
  trace: TraceHeader;
}
interface MarkerObservation extends LogPosition {
  kind: 'marker';
  marker: Marker;
}
/** An application line that is the whole event that the run got. */
interface EventObservation extends LogPosition {
  kind: 'event';
  event: ReceivedEvent;
}
/** What an event that a run got says of itself. */
export interface ReceivedEvent {
  eventId: string;
  source: string;
  detailType: string;
  /** The request that published it, as its detail tells; see `eventCauseOf`. */
  causeRequestId: string | null;
}
/** The dashboard (or its API) sent this request; `operationId` is the same through all its observations. */
export interface InvokedObservation {
  source: 'operation';
  kind: 'invoked';
  operationId: string;
  /** ms since the epoch */
  timestamp: number;
  invocationType: 'RequestResponse' | 'Event';
  traceId: string | null;
  /** The hop that this re-runs and continues, null for a new chain. */
  parentHopId: string | null;
  /** An operator's "start a new chain": beats all other evidence. */
  separate: boolean;
  /** A condition ran it again by itself, as this attempt of its chain. */
  condition?: { conditionId: string; attempt: number };
}
/** AWS answered a synchronous invocation of ours. */
export interface AnsweredObservation {
  source: 'operation';
  kind: 'answered';
  operationId: string;
  /** ms since the epoch */
  timestamp: number;
  functionError: string | null;
  errorType: string | null;
  errorMessage: string | null;
}

/** An operator published this event to go on with the chain of the hop `hopId` of this request. */
export interface PublishedObservation {
  source: 'operation';
  kind: 'published';
  operationId: string;
  /** When it was sent, ms since the epoch */
  timestamp: number;
  eventId: string;
  hopId: string;
}
/** The dashboard published the event that this request names as its parent. */
interface SentObservation {
  source: 'operation';
  kind: 'sent';
  operationId: string;
  /** When it was sent, ms since the epoch */
  timestamp: number;
  eventId: string;
}
/** Lambda's destination record of this request, seen on a bus (aws.md 6.2). */
export interface RecordObservation {
  source: 'event';
  kind: 'record';
  /** The record's own time, ms since the epoch */
  timestamp: number;
  eventId: string;
  outcome: 'succeeded' | 'failed' | 'throttled';
  errorType: string | null;
  errorMessage: string | null;
}
/** An event seen on a bus whose carrier names this request as its publisher. */
interface CarriedObservation {
  source: 'event';
  kind: 'carried';
  /** When it was seen, ms since the epoch */
  timestamp: number;
  eventId: string;
}
/**
 * By the bus's own log a rule that invokes this function matched an event of this request, or EventBridge has given up
 * to deliver it there.
 */
interface MatchedObservation {
  source: 'event';
  kind: 'matched' | 'undelivered';
  /** ms since the epoch */
  timestamp: number;
  eventId: string;
  functionName: string;
}
/** The event that this request names as its parent was seen on a bus. */
interface SeenObservation {
  source: 'event';
  kind: 'seen';
  /** ms since the epoch */
  timestamp: number;
  eventId: string;
}

/** An operator started this execution to go on with the chain of the hop `hopId` of this request. */
interface StartedObservation {
  source: 'operation';
  kind: 'started';
  operationId: string;
  /** When it was sent, ms since the epoch */
  timestamp: number;
  executionArn: string;
  hopId: string;
}
/** This request is a try of a Lambda task, as its execution's history tells (aws.md 7.2). */
export interface TaskObservation {
  source: 'history';
  kind: 'task';
  /** When it was scheduled, ms since the epoch */
  timestamp: number;
  executionArn: string;
  eventId: number;
  stateName: string;
  /** 1 for the first try of one entering of the state. */
  attempt: number;
  /** How often the state was tried up to it. */
  run: number;
  startedMs: number | null;
  endedMs: number | null;
  error: string | null;
  errorMessage: string | null;
  /** Root of the answer's trace header, else of the execution's. */
  traceId: string | null;
  /** Event IDs of the tasks that ended before it, the nearest first. */
  earlier: readonly number[];
  /** No task ended before those. */
  fromStart: boolean;
  /** `exact`: the history names the request; else it is the only run that fits. */
  joinedBy: 'exact' | 'trace' | 'time';
}
/** What started the execution whose first task this request is. */
export interface OriginObservation {
  source: 'history';
  kind: 'origin';
  /** When the execution started, ms since the epoch */
  timestamp: number;
  executionArn: string;
  by: 'event-id' | 'request-id' | 'execution-arn';
  value: string;
}
/** After this task its execution started another one, or published an event. */
export interface OnwardObservation {
  source: 'history';
  kind: 'onward';
  /** ms since the epoch */
  timestamp: number;
  executionArn: string;
  to: 'event-id' | 'execution-arn';
  value: string;
}
/** How far an execution is that this request is a task of, or that it started. */
export interface StandingObservation {
  source: 'history';
  kind: 'standing';
  /** When it stopped, else started, ms since the epoch */
  timestamp: number;
  executionArn: string;
  redriveCount: number;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';
  error: string | null;
}

/** Known from the dashboard itself, not from a log. */
type OperationObservation =
  | InvokedObservation
  | AnsweredObservation
  | PublishedObservation
  | SentObservation
  | StartedObservation;
/** Known from the history of an execution. */
type HistoryObservation = TaskObservation | OriginObservation | OnwardObservation | StandingObservation;
/** Known from an event that was seen on a bus. */
type BusObservation = RecordObservation | CarriedObservation | MatchedObservation | SeenObservation;
/** Known from elsewhere than the function's log. */
export type OutsideObservation = OperationObservation | BusObservation | HistoryObservation;

export type Observation =
  | StartObservation
  | EndObservation
  | ReportObservation
  | RuntimeDoneObservation
  | TimeoutObservation
  | ErrorObservation
  | TraceObservation
  | MarkerObservation
  | EventObservation
  | OutsideObservation;
