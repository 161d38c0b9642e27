/** One event of an execution's history, its details under one name whatever its type calls them. */
export interface ExecutionEvent {
  id: number;
  previousEventId: number;
  type: string;
  /** epoch ms; null where it is not known */
  timestampMs: number | null;
  details: Readonly<Record<string, unknown>>;
}

/**
 * Reads an event as GetExecutionHistory answers it, with a time in epoch seconds, a Date or ISO text. `afterId` is the
 * event before it, which gives it a number where it has none. Null for what is no event.
 */
export function readExecutionEvent(wire: unknown, afterId: number): ExecutionEvent | null {
  if (!isRecord(wire) || typeof wire.type !== 'string') return null;
  const { id, previousEventId, timestamp } = wire;
  const name = Object.keys(wire).find((key) => key.endsWith('EventDetails'));
  const details = name === undefined ? undefined : wire[name];
  return {
    id: typeof id === 'number' ? id : afterId + 1,
    previousEventId: typeof previousEventId === 'number' ? previousEventId : 0,
    type: wire.type,
    timestampMs: timeOf(timestamp),
    details: isRecord(details) ? details : {},
  };
}

/** An object that is no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member that is text; null for anything else. */
export function textIn(details: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = details[name];
  return typeof value === 'string' ? value : null;
}

/** A member as JSON text: as it is, or written anew where it came as a value. Null where it is absent. */
export function jsonIn(details: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = details[name];
  if (value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function timeOf(value: unknown): number | null {
  const ms =
    value instanceof Date
      ? value.getTime()
      : typeof value === 'number'
        ? value * 1_000
        : typeof value === 'string'
          ? Date.parse(value)
          : Number.NaN;
  return Number.isNaN(ms) ? null : ms;
}
