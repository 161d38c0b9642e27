import { ExactNumber } from './exact-number.ts';

/** What a matcher sees of an event: the values that hold no others. */
export type EventScalar = string | number | boolean | null | ExactNumber;

export function isEventScalar(value: unknown): value is EventScalar {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean':
      return true;
    default:
      return value === null || value instanceof ExactNumber;
  }
}

export function isEventObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof ExactNumber)
  );
}
