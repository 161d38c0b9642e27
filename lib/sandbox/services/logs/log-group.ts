import type { LogSegment } from './log-journal.ts';

export interface LogStream {
  logStreamName: string;
  creationTime: number;
  firstEventTimestamp: number | null;
  lastEventTimestamp: number | null;
  lastIngestionTime: number | null;
  eventCount: number;
}

export interface LogEvent {
  /** increases over all groups; with timestamp and ingestion time it makes the event ID */
  sequence: number;
  timestamp: number;
  /** the event is visible from this time on; an injected fault sets it into the future */
  ingestionTime: number;
  stream: LogStream;
  message: string;
  segment: LogSegment;
}

export interface LogGroup {
  logGroupName: string;
  creationTime: number;
  /** kept and answered; the sandbox drops events by number only */
  retentionInDays: number | null;
  streams: Map<string, LogStream>;
  /** ordered as FilterLogEvents answers: timestamp, ingestion time, order of arrival */
  events: LogEvent[];
  bytes: number;
}

/** What orders events: a place between, before or after them. */
export type EventPosition = Pick<LogEvent, 'timestamp' | 'ingestionTime' | 'sequence'>;

export function comparePositions(a: EventPosition, b: EventPosition): number {
  return a.timestamp - b.timestamp || a.ingestionTime - b.ingestionTime || a.sequence - b.sequence;
}

/** Index of the first event at or after `position`. */
export function indexOfPosition(events: LogEvent[], position: EventPosition): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const event = events[middle];
    if (event !== undefined && comparePositions(event, position) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first event with this timestamp (ms) or a later one. */
export function indexOfTimestamp(events: LogEvent[], timestamp: number): number {
  return indexOfPosition(events, { timestamp, ingestionTime: Number.NEGATIVE_INFINITY, sequence: 0 });
}

/** Puts the event in its place, nearly always the end. */
export function insertEvent(group: LogGroup, event: LogEvent): void {
  const last = group.events.at(-1);
  if (last === undefined || comparePositions(last, event) <= 0) group.events.push(event);
  else group.events.splice(indexOfPosition(group.events, event), 0, event);
  group.bytes += event.message.length;
  const { stream, timestamp } = event;
  stream.eventCount += 1;
  stream.firstEventTimestamp = Math.min(stream.firstEventTimestamp ?? timestamp, timestamp);
  stream.lastEventTimestamp = Math.max(stream.lastEventTimestamp ?? timestamp, timestamp);
  stream.lastIngestionTime = Math.max(stream.lastIngestionTime ?? 0, event.ingestionTime);
}
