/** An event as EventBridge delivers it to a handler. */
export interface EventEnvelope {
  id: string;
  detail: Record<string, unknown>;
}

const FIELDS = ['version', 'id', 'detail-type', 'source', 'account', 'time', 'region', 'resources', 'detail'];

/** The envelope that `event` is; null where it is anything else. */
export function envelopeOf(event: unknown): EventEnvelope | null {
  if (!isRecord(event) || !FIELDS.every((field) => Object.hasOwn(event, field))) return null;
  const { id, detail } = event;
  return typeof id === 'string' && isRecord(detail) ? { id, detail } : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
