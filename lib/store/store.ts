/** The shape of the store: what collector, services and queries may ask of it. Opened by `open-store.ts`. */

import type { ChainStatus } from '../domain/chain.ts';
import type { Hop, HopStatus, Mechanism } from '../domain/hop.ts';
import type { Link } from '../domain/link.ts';
import type { LogEvent } from '../domain/observation.ts';
import type { ConditionStore } from './store-conditions.ts';
import type { BusLogBatch, EventStore, HopEvent } from './store-events.ts';
import type {
  ExecutionBatch,
  ExecutionListing,
  ExecutionStatus,
  ExecutionStore,
} from './store-executions.ts';
import type { FunctionStore } from './store-functions.ts';
import type { OperationStore } from './store-operations.ts';
import type { PlanStore } from './store-plans.ts';
import type { RecordedText } from './store-recorded-text.ts';

export type { NewOperation, OperationRow } from './store-operations.ts';
export type { RecordedText } from './store-recorded-text.ts';

export interface Store {
  engine: 'pglite' | 'postgresql';
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
  /** Listens to what any dashboard on this database changed; `payload` is JSON of a LiveEvent. Returns unsubscribe. */
  onNotification(listener: (payload: string) => void): () => void;
  /** Sends `payload` (JSON, under 8,000 bytes) to every dashboard on this database. */
  notify(payload: string): Promise<void>;
  /** True while this process holds the collector's advisory lock; takes it when free. */
  tryLead(): Promise<boolean>;
  ingest: IngestStore;
  sources: SourceStore;
  chains: ChainStore;
  hops: HopStore;
  operations: OperationStore;
  events: EventStore;
  executions: ExecutionStore;
  conditions: ConditionStore;
  functions: FunctionStore;
  plans: PlanStore;
  /** Deletes what is older than retention in small steps; totals of chains survive. Returns rows deleted. */
  prune(before: { hops: Date; singleRuns: Date }): Promise<number>;
}

/** Where a log group's reader stands; committed with the events it covers. */
interface SourceCheckpoint {
  logGroupName: string;
  /** Everything with an event time up to here was read once. */
  watermarkAt: Date;
  lastEventAt: Date | null;
}

export interface LogBatch {
  logGroupName: string;
  /** The function whose group it is; null for a shared group, whose stream names carry it. */
  functionName: string | null;
  functionArn: string | null;
  architecture: 'x86_64' | 'arm64';
  timeoutMs: number;
  events: readonly LogEvent[];
  checkpoint: SourceCheckpoint | null;
  /** Read by the slow pass: lines that are new are counted as late. */
  slowPass: boolean;
}

export interface IngestResult {
  changedChainIds: string[];
  newLineCount: number;
  unreadableLineCount: number;
}

export interface IngestStore {
  /** Events and checkpoint in one transaction; the same events again change nothing. */
  logEvents(batch: LogBatch): Promise<IngestResult>;
  /**
   * Ends what can end only by the passing of a watermark: hops without REPORT, expected hops that never came.
   * `watermarks` are event times per log group, never the wall clock.
   */
  settle(watermarks: ReadonlyMap<string, Date>): Promise<IngestResult>;
  /**
   * Events of a watched bus, or records of the bus's own log, with the checkpoint in one transaction; the same again
   * change nothing.
   */
  busEvents(batch: BusLogBatch): Promise<IngestResult>;
  /** What the history of an execution tells, with how far it was read; the same again changes nothing. */
  execution(batch: ExecutionBatch): Promise<IngestResult>;
  /** What a list of executions tells of each, with how far back it reached; the same again changes nothing. */
  executions(listing: ExecutionListing): Promise<IngestResult & { changedExecutionCount: number }>;
  /**
   * AWS's loop guard dropped invocations of this function in the minute that starts at `minuteAt` (CloudWatch metric
   * RecursiveInvocationsDropped; nothing is logged): what ended a chain that waits for a next run, or ended at about
   * 16 hops then. The same minute again replaces the count.
   */
  recursionDropped(drop: { functionName: string; minuteAt: Date; count: number }): Promise<IngestResult>;
}

export interface SourceRow {
  logGroupName: string;
  watermarkAt: Date | null;
  lastEventAt: Date | null;
  lateLineCount: number;
  unreadableLineCount: number;
}
export interface SourceStore {
  list(): Promise<SourceRow[]>;
}

export interface ChainRow {
  chainId: string;
  traceId: string | null;
  status: ChainStatus;
  rootFunction: string | null;
  mechanisms: Mechanism[];
  hopCount: number;
  failedHopCount: number;
  maxAttempts: number | null;
  lastHop: {
    hopId: string;
    functionName: string;
    status: HopStatus;
    errorType: string | null;
    attempt: number;
  } | null;
  startedAt: Date | null;
  lastActivityAt: Date;
  endedAt: Date | null;
  costUsd: number | null;
  nextExpectedBy: Date | null;
}
export interface ChainDetailRow extends ChainRow {
  traceIds: string[];
  /** Sum of hop durations. */
  runningMs: number | null;
  firstFailedHop: {
    hopId: string;
    position: number;
    functionName: string;
    status: HopStatus;
    errorType: string | null;
    errorMessage: string | null;
  } | null;
  ending: string | null;
  completeness: { sources: string[]; gaps: { code: string; message: string }[] };
  revision: bigint;
}
export interface ChainFilter {
  status: ChainStatus[];
  attention: boolean;
  functionNames: string[];
  mechanisms: Mechanism[];
  from: Date | null;
  to: Date | null;
  singles: boolean;
  /** Free text; identifiers are matched exactly, error texts and function names by words. */
  text: string;
}
export interface ChainTimelineColumns {
  revision: bigint;
  baseMs: number;
  functionNames: string[];
  hopIds: string[];
  parentHopIds: (string | null)[];
  functionIndex: number[];
  startMs: number[];
  endMs: number[];
  statusIndex: number[];
  viaIndex: number[];
  attempt: number[];
  linkKind: number[];
  /** When its cause sent what ran it; -1 where that is not known or a person did. */
  sentMs: number[];
  executions: {
    executionArn: string;
    name: string;
    stateMachineName: string;
    status: ExecutionStatus;
    startMs: number;
    endMs: number;
  }[];
  executionIndex: number[];
}
export interface ChainStore {
  list(
    filter: ChainFilter,
    page: { limit: number; cursor: string | null },
  ): Promise<{ rows: ChainRow[]; nextCursor: string | null }>;
  counts(filter: ChainFilter): Promise<{
    byStatus: Record<ChainStatus, number>;
    attention: number;
    total: number;
    functions: { functionName: string; count: number }[];
  }>;
  chart(
    filter: ChainFilter,
    bucketMs: number,
  ): Promise<{ at: Date; succeeded: number; failed: number; running: number; other: number }[]>;
  /** By chainId or any trace, request, event or execution ID of it; `chainId` of the row is canonical. */
  find(id: string): Promise<ChainDetailRow | null>;
  /** Hops sorted by start, as columns; with `since`, only those changed after that revision. */
  timeline(chainId: string, since: bigint | null): Promise<ChainTimelineColumns>;
  /** Links that would have joined too much; shown on the health page. */
  heldLinks(): Promise<
    { heldLinkId: string; reason: string; identifier: string; chainIds: string[]; heldAt: Date }[]
  >;
}

export interface HopRow extends Hop {
  chainId: string;
  parentHopId: string | null;
  link: Link | null;
  via: Mechanism;
  costUsd: number | null;
  tail: { text: string; truncated: boolean };
}
export interface HopDetailRow extends HopRow {
  payload: RecordedText | null;
  response: RecordedText | null;
  causes: { hopId: string; functionName: string; chainId: string }[];
  effects: { hopId: string; functionName: string; chainId: string }[];
  /** The event that caused it, where one did. */
  event: HopEvent | null;
  /** Events that this run published, as far as it says so; `arrived`: a run that one caused is known. */
  publishedEvents: { eventId: string; arrived: boolean; isResultRecord: boolean }[];
  observations: unknown[];
}
export interface HopStore {
  find(hopId: string): Promise<HopDetailRow | null>;
  /** The hop that runs or ran this request, newest delivery first. */
  findByRequestId(requestId: string): Promise<HopDetailRow | null>;
  list(
    chainId: string,
    page: { limit: number; cursor: string | null },
  ): Promise<{ rows: HopRow[]; nextCursor: string | null }>;
  /** The stored tail as events, in order. */
  tail(hopId: string): Promise<{ events: LogEvent[]; truncated: boolean } | null>;
}
