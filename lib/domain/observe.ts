import { eventCauseOf, parseEventEnvelope } from './event-envelope.ts';
import { parseLogLine } from './log-line.ts';
import type { LogLine } from './log-line-kinds.ts';
import { parseMarker } from './marker.ts';
import type { LogEvent, Observation } from './observation.ts';
import { printedTraceOf } from './printed-trace.ts';

/** A log event as read: what it says of which request. */
export interface ObservedLine {
  event: LogEvent;
  line: LogLine;
  /** Null where the line does not name its run; see `attributeLines`. */
  requestId: string | null;
  /** Null for a line that tells nothing about its run's course. */
  observation: Observation | null;
  /** 0 for the first of several equal lines of one millisecond in one stream. */
  ordinal: number;
}

/** CloudWatch parts longer lines: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const MAX_EVENT_LENGTH = 1_048_576;
const MAX_ERROR_TYPE_LENGTH = 256;
const MAX_ERROR_MESSAGE_LENGTH = 4_096;

/**
 * Reads a batch of log events of any streams in any order. An event that the batch holds twice under one `eventId`
 * comes once; equal lines with different IDs, or without, are told apart by `ordinal`. Never throws.
 */
export function observe(events: readonly LogEvent[]): ObservedLine[] {
  const seen = new Set<string>();
  const placed = new Map<number, LogEvent[]>();
  const lines: ObservedLine[] = [];
  for (const event of events) {
    if (event.eventId !== null) {
      if (seen.has(event.eventId)) continue;
      seen.add(event.eventId);
    }
    const neighbours = placed.get(event.timestamp);
    let ordinal = 0;
    if (neighbours === undefined) placed.set(event.timestamp, [event]);
    else {
      for (const { message, logStreamName } of neighbours) {
        if (message === event.message && logStreamName === event.logStreamName) ordinal += 1;
      }
      neighbours.push(event);
    }
    const line = parseLogLine(event.message);
    const requestId = 'requestId' in line ? line.requestId : null;
    const observation = requestId === null ? null : observationOf(line, event, ordinal, requestId);
    lines.push({ event, line, requestId, observation, ordinal });
  }
  return lines;
}

/** What `line` says of the run of `requestId` that printed it; null where it says nothing of its course. */
export function observationOf(
  line: LogLine,
  event: LogEvent,
  ordinal: number,
  requestId: string,
): Observation | null {
  const { logStreamName, timestamp } = event;
  const position = { source: 'log' as const, logStreamName, timestamp, ordinal };
  switch (line.kind) {
    case 'start': {
      const { version, functionArn, trace, spanId } = line;
      return { ...position, kind: 'start', version, functionArn, trace, spanId };
    }
    case 'end':
      return { ...position, kind: 'end' };
    case 'report':
      // field by field: this is the busiest line, and copying with rest and spread takes ten times as long
      return {
        source: 'log',
        kind: 'report',
        logStreamName,
        timestamp,
        ordinal,
        durationMs: line.durationMs,
        billedDurationMs: line.billedDurationMs,
        memorySizeMb: line.memorySizeMb,
        maxMemoryUsedMb: line.maxMemoryUsedMb,
        initDurationMs: line.initDurationMs,
        restoreDurationMs: line.restoreDurationMs,
        billedRestoreDurationMs: line.billedRestoreDurationMs,
        status: line.status,
        errorType: line.errorType,
        traceId: line.traceId,
        segmentId: line.segmentId,
        sampled: line.sampled,
      };
    case 'runtime-done': {
      const { kind, status, errorType, durationMs } = line;
      return { ...position, kind, status, errorType, durationMs };
    }
    case 'timeout':
      return { ...position, kind: 'timeout', timeoutMs: line.timeoutMs };
    case 'runtime-error':
    case 'fault':
      return errorObservation(position, line.errorType, line.errorMessage);
    case 'application': {
      if (line.uncaught) return errorObservation(position, line.errorType, line.errorMessage);
      const marker = parseMarker(line.text, requestId);
      if (marker !== null) return { ...position, kind: 'marker', marker };
      const received = parseEventEnvelope(line.text.trim(), MAX_EVENT_LENGTH);
      if (received !== null) {
        const { eventId, source, detailType } = received;
        const causeRequestId = eventCauseOf(received)?.requestId ?? null;
        return { ...position, kind: 'event', event: { eventId, source, detailType, causeRequestId } };
      }
      // a logger's own fields stand beside its message
      const trace = printedTraceOf(line.format === 'json' ? event.message : line.text);
      return trace === null ? null : { ...position, kind: 'trace', trace };
    }
    default:
      return null;
  }
}

function errorObservation(
  position: { source: 'log'; logStreamName: string; timestamp: number; ordinal: number },
  errorType: string | null,
  errorMessage: string | null,
): Observation {
  return {
    ...position,
    kind: 'error',
    errorType: errorType?.slice(0, MAX_ERROR_TYPE_LENGTH) ?? null,
    errorMessage: errorMessage?.slice(0, MAX_ERROR_MESSAGE_LENGTH) ?? null,
  };
}
