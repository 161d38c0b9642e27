import type { RecordObservation } from './observation.ts';

/** An event as EventBridge delivers it: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export interface EventEnvelope {
  eventId: string;
  source: string;
  detailType: string;
  /** Its `time`, ms since the epoch; null where that is no time. */
  timeMs: number | null;
  resources: string[];
  detail: Record<string, unknown>;
}

const FIELDS = [
  'version',
  'id',
  'detail-type',
  'source',
  'account',
  'time',
  'region',
  'resources',
  'detail',
] as const;
/** Only replays add it. */
const REPLAY_FIELD = 'replay-name';
const MAX_NAME_LENGTH = 2_048;

/**
 * Reads `text` as one whole event: a JSON object with exactly the fields of EventBridge's envelope. Null for anything
 * else, and for a text longer than `maxLength` UTF-16 units. Never throws.
 */
export function parseEventEnvelope(text: string, maxLength: number): EventEnvelope | null {
  if (text.length > maxLength || !text.includes('"detail-type"')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return envelopeOf(value);
}

function envelopeOf(value: unknown): EventEnvelope | null {
  if (!isObject(value)) return null;
  const names = Object.keys(value).filter((name) => name !== REPLAY_FIELD);
  if (names.length !== FIELDS.length || !FIELDS.every((field) => Object.hasOwn(value, field))) return null;
  const { id, source, time, resources, detail } = value;
  const detailType = value['detail-type'];
  if (!isName(id) || !isName(source) || !isName(detailType)) return null;
  if (typeof time !== 'string' || !Array.isArray(resources) || !isObject(detail)) return null;
  const timeMs = Date.parse(time);
  return {
    eventId: id,
    source,
    detailType,
    timeMs: Number.isFinite(timeMs) ? timeMs : null,
    resources: resources.filter((resource) => typeof resource === 'string'),
    detail,
  };
}

/** The run that published an event, as the event itself tells. */
export interface EventCause {
  requestId: string;
  /** Set where it is Lambda's own record of that run's end (aws.md 6.2). */
  record: DestinationRecord | null;
}
interface DestinationRecord {
  functionArn: string;
  outcome: RecordObservation['outcome'];
  errorType: string | null;
  errorMessage: string | null;
  /** When it was written, ms since the epoch. */
  atMs: number | null;
}

const RECORD_TYPE = /^Lambda Function Invocation Result - (?:Success|Failure)$/;
const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Who published an event: by Lambda's destination record the run that it is about, else by the carrier that
 * `lib/rerun` puts into `detail` the run that printed it there. Null where the event does not tell.
 */
export function eventCauseOf({ source, detailType, detail }: EventEnvelope): EventCause | null {
  if (source === 'lambda' && RECORD_TYPE.test(detailType)) {
    const context = detail.requestContext;
    if (!isObject(context) || !isRequestId(context.requestId) || !isName(context.functionArn)) return null;
    return { requestId: context.requestId.toLowerCase(), record: recordOf(detail, context) };
  }
  const carrier = detail.__rerun;
  const parent = isObject(carrier) ? carrier.parent : null;
  if (!isObject(parent) || !isRequestId(parent.requestId)) return null;
  return { requestId: parent.requestId.toLowerCase(), record: null };
}

function recordOf(detail: Record<string, unknown>, context: Record<string, unknown>): DestinationRecord {
  const answer = isObject(detail.responsePayload) ? detail.responsePayload : {};
  const ran = isObject(detail.responseContext);
  const atMs = typeof detail.timestamp === 'string' ? Date.parse(detail.timestamp) : Number.NaN;
  const failed = context.condition !== 'Success';
  return {
    functionArn: String(context.functionArn),
    outcome: failed ? (ran ? 'failed' : 'throttled') : 'succeeded',
    errorType: failed ? textOf(answer.errorType, 256) : null,
    errorMessage: failed ? textOf(answer.errorMessage, 4_096) : null,
    atMs: Number.isFinite(atMs) ? atMs : null,
  };
}

function textOf(value: unknown, maxLength: number): string | null {
  return typeof value === 'string' ? value.slice(0, maxLength) : null;
}

function isRequestId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_NAME_LENGTH;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
