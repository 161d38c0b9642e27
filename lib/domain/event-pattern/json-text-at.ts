import { isEventObject } from './event-value.ts';
import { ExactNumber } from './exact-number.ts';

/** The JSON text of what an event has at a path, null where nothing; all of it as a list where lists are on the way. */
export function jsonTextAt(event: Record<string, unknown>, path: readonly string[]): string | null {
  let reached: unknown[] = [event];
  let manyFold = false;
  for (const step of path) {
    const next: unknown[] = [];
    for (const value of reached) {
      const holders = Array.isArray(value) ? value.flat(3) : [value];
      if (Array.isArray(value)) manyFold = true;
      for (const holder of holders) {
        if (isEventObject(holder) && Object.hasOwn(holder, step)) next.push(holder[step]);
      }
    }
    reached = next;
  }
  if (reached.length === 0) return null;
  return jsonTextOf(manyFold ? reached : reached[0]);
}

/** The JSON text of a value; null where it has none. */
export function jsonTextOf(value: unknown): string | null {
  if (value instanceof ExactNumber) return value.text;
  try {
    return JSON.stringify(value) ?? null;
  } catch {
    return 'a value too deep to show';
  }
}
