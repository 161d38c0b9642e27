import { jsonMemberText } from './json-scan.ts';

/** The one-line JSON by which a handler says what it did; see README "Make your functions observable". */
export interface Marker {
  v: 1;
  via: 'invoke' | 'eventbridge' | 'stepfunctions';
  attempt: number | null;
  maxAttempts: number | null;
  reason: string | null;
  traceId: string | null;
  /** The request ID of the run that printed it: a marker speaks only for that run. */
  requestId: string;
  parent: MarkerRef | null;
  next: MarkerRef | null;
  /** JSON text of the run's input as printed (big integers kept), null when absent. */
  input: string | null;
}

/** Names another run by its request ID, the event that ran it, or both; or by an execution. */
export interface MarkerRef {
  requestId?: string;
  eventId?: string;
  executionArn?: string;
}

/** `input` may have 16 KB; the rest is small. */
const MAX_LENGTH = 65_536;
const MAX_REASON_LENGTH = 1_024;
const MAX_REF_LENGTH = 2_048;

/**
 * Reads a marker: `text` must be exactly the JSON object `{"rerun":{"v":1,…}}` and name `ownRequestId`, the request ID
 * of the run that printed it. Anything else is null: it is an application line. Fields that may be absent are null
 * where they have a wrong type. Never throws.
 */
export function parseMarker(text: string, ownRequestId: string): Marker | null {
  if (text.length > MAX_LENGTH || !text.includes('"rerun"')) return null;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return null;
  let line: unknown;
  try {
    line = JSON.parse(trimmed);
  } catch {
    return null;
  }
  if (!isObject(line) || Object.keys(line).length !== 1 || !isObject(line.rerun)) return null;
  const said = line.rerun;
  if (said.v !== 1 || said.requestId !== ownRequestId) return null;
  if (said.via !== 'invoke' && said.via !== 'eventbridge' && said.via !== 'stepfunctions') return null;
  return {
    v: 1,
    via: said.via,
    attempt: countOf(said.attempt),
    maxAttempts: countOf(said.maxAttempts),
    reason: typeof said.reason === 'string' ? said.reason.slice(0, MAX_REASON_LENGTH) : null,
    traceId: typeof said.traceId === 'string' && said.traceId.length <= 64 ? said.traceId : null,
    requestId: ownRequestId,
    parent: refOf(said.parent),
    next: refOf(said.next),
    input: said.input === undefined ? null : jsonMemberText(jsonMemberText(trimmed, 'rerun') ?? '', 'input'),
  };
}

function refOf(value: unknown): MarkerRef | null {
  if (!isObject(value)) return null;
  const ref = {
    ...(isName(value.requestId) ? { requestId: value.requestId } : {}),
    ...(isName(value.eventId) ? { eventId: value.eventId } : {}),
  };
  if (ref.requestId !== undefined || ref.eventId !== undefined) return ref;
  return isName(value.executionArn) ? { executionArn: value.executionArn } : null;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= MAX_REF_LENGTH;
}

function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 1_000_000_000
    ? value
    : null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
