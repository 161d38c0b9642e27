import { parseEventEnvelope } from './event-envelope.ts';

/**
 * A record of a bus's own log (aws.md 5.5):
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-logs-schema.html
 */
export interface BusLogRecord {
  eventId: string;
  /** ms since the epoch; null where it does not say it. */
  timestampMs: number | null;
  /** EVENT_INGEST_SUCCESS, RULE_MATCH, INVOCATION_FAILURE … */
  messageType: string;
  ruleArn: string | null;
  targetArns: string[];
  /** Why a delivery failed. */
  message: string | null;
  source: string | null;
  detailType: string | null;
  resources: string[];
  /** JSON text of `detail`, with IncludeDetail FULL. */
  detail: string | null;
  /** The whole event as JSON text, where the record holds it. */
  event: string | null;
}

const MAX_LENGTH = 2_200_000;
const MAX_TEXT_LENGTH = 4_096;

/** Reads one line of a bus's log; null for anything else. Never throws. */
export function parseBusLogRecord(text: string): BusLogRecord | null {
  if (text.length > MAX_LENGTH || !text.includes('"event_id"')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value)) return null;
  const [eventId, messageType] = [textOf(value.event_id), textOf(value.message_type)];
  if (eventId === null || messageType === null) return null;
  const details = isObject(value.details) ? value.details : {};
  const shown = shownEvent(details.event_detail, eventId);
  return {
    eventId,
    timestampMs: Number.isSafeInteger(value.message_timestamp_ms) ? Number(value.message_timestamp_ms) : null,
    messageType,
    ruleArn: textOf(details.rule_arn),
    targetArns: [...textsOf(details.target_arns), ...textsOf([details.target_arn])],
    message: reasonOf(details, isObject(value.error) ? value.error : {}),
    source: textOf(details.source),
    detailType: textOf(details.detail_type),
    resources: textsOf(details.resources),
    ...shown,
  };
}

/** `event_detail` is text or an object, the event's `detail` or the whole event: AWS shows no example of it. */
function shownEvent(value: unknown, eventId: string): Pick<BusLogRecord, 'detail' | 'event'> {
  const text = isObject(value) ? JSON.stringify(value) : typeof value === 'string' ? value : null;
  if (text === null) return { detail: null, event: null };
  const whole = parseEventEnvelope(text, MAX_LENGTH);
  if (whole?.eventId === eventId) return { detail: JSON.stringify(whole.detail), event: text };
  return { detail: text, event: null };
}

/** The status of a step stands in its details, what the target said in `error`. */
function reasonOf(details: Record<string, unknown>, error: Record<string, unknown>): string | null {
  const status = textOf(details.final_invocation_status) ?? textOf(details.invocation_status);
  const said = textOf(error.error_message) ?? textOf(details.target_response_body);
  const code = status === 'SUCCESS' ? null : status;
  return [code, said].filter((part) => part !== null).join(': ') || null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.flatMap((each) => textOf(each) ?? []) : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, MAX_TEXT_LENGTH) : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
