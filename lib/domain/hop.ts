import type { Marker } from './marker.ts';
import type {
  OriginObservation,
  ReceivedEvent,
  StandingObservation,
  TaskObservation,
} from './observation.ts';

export const HOP_STATUSES = [
  'running',
  'succeeded',
  'failed',
  'timed-out',
  'throttled',
  'lost',
  'not-observed',
] as const;
export type HopStatus = (typeof HOP_STATUSES)[number];

export const MECHANISMS = [
  'manual',
  'invoke',
  'eventbridge',
  'stepfunctions',
  'async-retry',
  'duplicate-delivery',
  'unknown',
] as const;
export type Mechanism = (typeof MECHANISMS)[number];

interface PublishedEvent {
  eventId: string;
  /** ms since the epoch */
  atMs: number;
  by: 'operation' | 'destination-record' | 'carrier' | 'history';
  /** The operation's ID, the request that the event names, or the execution that published it. */
  value: string;
  /** Functions that a rule shall run by it and to which its delivery did not fail, as the bus's own log tells. */
  matched?: string[];
}
/** An execution that a run started, as others than its own markers tell. */
interface StartedExecution {
  executionArn: string;
  /** ms since the epoch */
  atMs: number;
  by: 'operation' | 'history';
  /** The operation's ID, or the execution that started it. */
  value: string;
}
interface ParentEvent {
  eventId: string;
  /** When it was published, or seen on a bus; ms since the epoch */
  atMs: number;
  /** The operation that published it. */
  operationId: string | null;
}

/** One execution (START…REPORT) of an invocation, derived from the observations of its request. */
export interface Hop {
  /** Stable once shown: a re-derived hop keeps the ID of the hop whose observations it holds. */
  hopId: string;
  requestId: string;
  functionName: string;
  functionArn: string | null;
  logGroupName: string | null;
  logStreamName: string | null;
  version: string | null;
  status: HopStatus;
  /** 1 for the first run of the request, 2 for its first repetition … */
  deliveryAttempt: number;
  /** The attempt that the marker states, and never less than `deliveryAttempt`. */
  attempt: number;
  maxAttempts: number | null;
  /** Repetition of a request whose earlier run failed (`async-retry`) or succeeded (`duplicate-delivery`). */
  repetition: 'async-retry' | 'duplicate-delivery' | null;
  startedAt: Date | null;
  endedAt: Date | null;
  /** Handler time by REPORT. */
  durationMs: number | null;
  billedDurationMs: number | null;
  initDurationMs: number | null;
  restoreDurationMs: number | null;
  memorySizeMb: number | null;
  maxMemoryUsedMb: number | null;
  coldStart: boolean | null;
  errorType: string | null;
  errorMessage: string | null;
  /** X-Ray Root `1-…`, null where none is known. */
  traceId: string | null;
  /** `Parent` of the header the run received. */
  parentSpanId: string | null;
  /** Segment and span IDs that the run logged. */
  spanIds: string[];
  markers: Marker[];
  /** When each of `markers` was printed, ms since the epoch. */
  markedAtMs: number[];
  /** Events that it published, as others than its own markers tell. */
  published: PublishedEvent[];
  /** Events that its log shows as what it got. */
  receivedEvents: ReceivedEvent[];
  /** What is known from elsewhere of the events that it names as its parents. */
  parentEvents: ParentEvent[];
  /** The try of a Lambda task that it is. */
  task: TaskObservation | null;
  /** What started the execution whose first task it is. */
  origins: readonly OriginObservation[];
  /** Executions that it started. */
  started: readonly StartedExecution[];
  /** The latest that is known of each execution that it is a task of or started. */
  standings: readonly StandingObservation[];
  /** Lambda has sent a record of its end: nothing of its request follows by itself. */
  recorded: boolean;
  /** Set when this run was sent by an operation of the dashboard. */
  operationId: string | null;
  /** The condition that made the operation, by itself. */
  conditionId: string | null;
  /** When that operation sent it. */
  invokedAt: Date | null;
  /** The hop that the operation re-ran, when it continues that hop's chain. */
  rerunOfHopId: string | null;
  /** An operator started a new chain with this run: no other evidence joins it to an earlier one. */
  separated: boolean;
  invocationType: 'RequestResponse' | 'Event' | null;
  /** Names of the observations this hop holds: what keeps its ID stable. */
  observationKeys: string[];
}
