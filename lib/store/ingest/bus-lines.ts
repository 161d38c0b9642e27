import { createHash } from 'node:crypto';
import { parseBusLogRecord } from '../../domain/bus-log-record.ts';
import { type EventCause, eventCauseOf, parseEventEnvelope } from '../../domain/event-envelope.ts';
import { jsonMemberText } from '../../domain/json-scan.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { SeenEvent } from '../events/event-columns.ts';
import { DETAIL_START_LENGTH } from '../events/save-operation-events.ts';
import type { BusLogBatch } from '../store-events.ts';

export interface DeliveryColumns {
  event_id: string;
  digest: string;
  timestamp_ms: number;
  message_type: string;
  rule_arn: string | null;
  target_arns: string;
  message: string | null;
}
/** What one line of a watched bus's log group tells. */
export interface BusLine {
  seen: SeenEvent;
  seenMs: number;
  cause: EventCause | null;
  delivery: DeliveryColumns | null;
}

/** An event may have 1 MB, and the line a little more. */
const MAX_EVENT_LENGTH = 1_100_000;

/** Null for a line that is neither an event nor a record of the bus's log. */
export function readBusLine(batch: BusLogBatch, event: BusLogBatch['events'][number]): BusLine | null {
  return eventLine(batch, event) ?? recordLine(batch, event);
}

function eventLine(
  { eventBusName }: BusLogBatch,
  { message, timestamp }: BusLogBatch['events'][number],
): BusLine | null {
  const text = message.trim();
  const envelope = parseEventEnvelope(text, MAX_EVENT_LENGTH);
  if (envelope === null) return null;
  const { eventId, source, detailType, resources, timeMs } = envelope;
  const cause = eventCauseOf(envelope);
  const detail = jsonMemberText(text, 'detail') ?? '';
  const known = { eventBusName, eventId, source, detailType, resources, timeMs, detail, event: text, cause };
  return { seen: seenOf(known, timestamp), seenMs: timestamp, cause, delivery: null };
}

function recordLine(
  { eventBusName }: BusLogBatch,
  { message, timestamp }: BusLogBatch['events'][number],
): BusLine | null {
  const record = parseBusLogRecord(message.trim());
  if (record === null) return null;
  const envelope = record.event === null ? null : parseEventEnvelope(record.event, MAX_EVENT_LENGTH);
  const cause = envelope === null ? null : eventCauseOf(envelope);
  const seenMs = record.timestampMs ?? timestamp;
  const seen = seenOf(
    {
      eventBusName,
      eventId: record.eventId,
      source: envelope?.source ?? record.source ?? '',
      detailType: envelope?.detailType ?? record.detailType ?? '',
      resources: envelope?.resources ?? record.resources,
      timeMs: envelope?.timeMs ?? null,
      detail: record.detail ?? '',
      event: record.event,
      cause,
    },
    seenMs,
  );
  const delivery = {
    event_id: record.eventId,
    digest: createHash('sha256').update(message).digest('base64url').slice(0, 22),
    timestamp_ms: seenMs,
    message_type: record.messageType,
    rule_arn: record.ruleArn,
    target_arns: JSON.stringify(record.targetArns),
    message: record.message,
  };
  return { seen, seenMs, cause, delivery };
}

function seenOf(
  known: {
    eventBusName: string;
    eventId: string;
    source: string;
    detailType: string;
    resources: string[];
    timeMs: number | null;
    detail: string;
    event: string | null;
    cause: EventCause | null;
  },
  seenMs: number,
): SeenEvent {
  const seenAt = new Date(seenMs).toISOString();
  return {
    event_key: known.eventId,
    event_id: known.eventId,
    status: 'seen',
    event_bus_name: known.eventBusName,
    source: known.source,
    detail_type: known.detailType,
    detail_start: storableText(known.detail.slice(0, DETAIL_START_LENGTH)).text,
    resources: JSON.stringify(known.resources),
    time: known.timeMs === null ? null : new Date(known.timeMs).toISOString(),
    event: known.event,
    sort_at: seenAt,
    seen_at: seenAt,
    cause_request_id: known.cause?.requestId ?? null,
    caused: false,
  };
}
