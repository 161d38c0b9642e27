import type { HopStatus } from '../domain/hop.ts';
import type { StoredProblem } from './stored-problem.ts';

interface CausedHopRow {
  hopId: string;
  chainId: string;
  functionName: string;
  status: HopStatus;
}

/** One entry of PutEvents as it was sent. */
export interface EventEntryRow {
  eventBusName: string;
  source: string;
  detailType: string;
  /** JSON text, byte for byte where storable. */
  detail: string;
  resources: string[];
  time: Date | null;
}

export interface PublishedEntryRow extends EventEntryRow {
  position: number;
  status: 'pending' | 'accepted' | 'failed' | 'unconfirmed';
  eventId: string | null;
  error: StoredProblem | null;
  retryable: boolean;
}

/** In lists `detail` is only its first 400 characters. */
export interface EventRow extends EventEntryRow {
  eventKey: string;
  eventId: string | null;
  status: 'published' | 'seen' | 'failed' | 'unconfirmed';
  at: Date;
  operationId: string | null;
  traceId: string | null;
  seenAt: Date | null;
  chainId: string | null;
  causeHop: CausedHopRow | null;
  /** At most five. */
  causedHops: CausedHopRow[];
  causedHopCount: number;
}
export interface EventDelivery {
  /** ms since the epoch */
  timestamp: number;
  /** RULE_MATCH, INVOCATION_SUCCESS … of the bus's own log (aws.md 5.5). */
  messageType: string;
  ruleArn: string | null;
  targetArns: string[];
  message: string | null;
}
export interface EventDetailRow extends EventRow {
  /** The whole event as JSON text: as seen, else made of the entry. */
  event: string;
  error: StoredProblem | null;
  deliveries: EventDelivery[];
}

/** The event that caused a hop. */
export interface HopEvent {
  eventId: string;
  eventBusName: string | null;
  source: string | null;
  detailType: string | null;
  /** By the bus's own log; null where it is not read or says nothing. */
  ruleName: string | null;
  publishedAt: Date | null;
}

export interface EventFilter {
  eventBusName: string | null;
  origin: 'all' | 'published' | 'seen' | 'failed';
  caused: 'all' | 'runs' | 'nothing';
  text: string;
  from: Date;
}

export interface RecordedEvent {
  eventId: string;
  eventBusName: string;
  at: Date;
  /** JSON text of the whole event. */
  event: string;
}

/** A run that an event caused, for counting by rule. */
export interface CausedRun extends RecordedEvent {
  hopId: string;
  functionName: string;
}

export interface WatchedBusRow {
  eventBusName: string;
  method: 'rule' | 'bus-logging';
  logGroupName: string;
  ruleName: string | null;
  since: Date;
}

export interface SavedEventRow {
  savedEventId: string;
  name: string;
  entry: EventEntryRow;
  savedAt: Date;
}

/** The no-code re-run of a function, and what its event-invoke configuration was before. */
export interface RerunRuleRow {
  functionName: string;
  eventBusName: string;
  ruleName: string;
  on: 'success' | 'failure';
  /** Input of PutFunctionEventInvokeConfig that restores it; null: it had none. */
  former: Record<string, unknown> | null;
  since: Date;
}

/** Log events of a watched bus: whole events (method `rule`) or records of the bus's own log. */
export interface BusLogBatch {
  logGroupName: string;
  eventBusName: string;
  method: WatchedBusRow['method'];
  events: readonly { logStreamName: string; timestamp: number; message: string }[];
  checkpoint: { logGroupName: string; watermarkAt: Date; lastEventAt: Date | null } | null;
  slowPass: boolean;
}

export interface EventStore {
  list(
    filter: EventFilter,
    page: { limit: number; cursor: string | null },
  ): Promise<{ rows: EventRow[]; nextCursor: string | null }>;
  /** By event ID or `<operationId>:<position>`. */
  find(eventKey: string): Promise<EventDetailRow | null>;
  /** Newest first; of one bus, or of all. */
  recorded(where: { eventBusName: string | null; since: Date; limit: number }): Promise<RecordedEvent[]>;
  /** Events that runs of this function published: by destination record, marker or operation; newest first. */
  publishedBy(functionName: string, limit: number): Promise<RecordedEvent[]>;
  /** Runs that events caused since then, newest first. */
  causedRuns(since: Date, limit: number): Promise<CausedRun[]>;
  /** Runs since then, per function, that events caused whose content nobody recorded. */
  runsOfUnseenEvents(since: Date): Promise<{ functionName: string; count: number; lastAt: Date }[]>;
  countByBus(since: Date): Promise<Map<string, number>>;
  watchedBuses(): Promise<WatchedBusRow[]>;
  setWatchedBus(row: Omit<WatchedBusRow, 'since'>): Promise<void>;
  removeWatchedBus(eventBusName: string): Promise<void>;
  savedEvents(): Promise<SavedEventRow[]>;
  saveEvent(row: Omit<SavedEventRow, 'savedAt'>): Promise<SavedEventRow>;
  deleteSavedEvent(savedEventId: string): Promise<void>;
  rerunRules(): Promise<RerunRuleRow[]>;
  setRerunRule(row: Omit<RerunRuleRow, 'since'>): Promise<void>;
  removeRerunRule(functionName: string, eventBusName: string, ruleName: string): Promise<void>;
}
