import type { Marker } from './marker.ts';

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
  /** Set when this run was sent by an operation of the dashboard. */
  operationId: string | null;
  /** The hop that the operation re-ran, when it continues that hop's chain. */
  rerunOfHopId: string | null;
  /** An operator started a new chain with this run: no other evidence joins it to an earlier one. */
  separated: boolean;
  invocationType: 'RequestResponse' | 'Event' | null;
  /** Names of the observations this hop holds: what keeps its ID stable. */
  observationKeys: string[];
}
