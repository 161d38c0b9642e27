/** The one field of the payload that belongs to this helper. */
export const CARRIER_FIELD = '__rerun';

/** What a run hands to the next one beside the caller's own fields. */
export interface RerunCarrier {
  v: 1;
  /** X-Ray Root of the chain's first run, null where it had none */
  traceId: string | null;
  /** 1 for the first run of a chain */
  attempt: number;
  maxAttempts: number | null;
  /** The run that called. */
  parent: { requestId: string };
}

/** The carrier that an earlier run put into `event`; null in a first run. A field of that name of the caller's own is no carrier. */
export function carrierOf(event: unknown): RerunCarrier | null {
  if (!isRecord(event)) return null;
  const value = event[CARRIER_FIELD];
  if (!isRecord(value) || value.v !== 1 || !isRecord(value.parent)) return null;
  const { traceId, attempt, maxAttempts, parent } = value;
  if (typeof attempt !== 'number' || !Number.isInteger(attempt) || attempt < 1) return null;
  if (typeof parent.requestId !== 'string') return null;
  return {
    v: 1,
    traceId: typeof traceId === 'string' ? traceId : null,
    attempt,
    maxAttempts: typeof maxAttempts === 'number' ? maxAttempts : null,
    parent: { requestId: parent.requestId },
  };
}

/** `event` without the carrier, otherwise unchanged. */
export function withoutCarrier<T>(event: T): T {
  if (carrierOf(event) === null) return event;
  const { [CARRIER_FIELD]: _carrier, ...own } = event as Record<string, unknown>;
  return own as T;
}

/** `event` with the carrier beside its own fields; throws where it is no object or has a field of that name of its own. */
export function withCarrier(event: unknown, carrier: RerunCarrier): Record<string, unknown> {
  if (!isRecord(event)) throw new TypeError('Only an event that is a JSON object can be run again.');
  if (Object.hasOwn(event, CARRIER_FIELD)) {
    throw new TypeError(`The event has a field ${CARRIER_FIELD} of its own.`);
  }
  return { ...event, [CARRIER_FIELD]: carrier };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
