import { isEventObject } from './event-value.ts';
import { eventValues } from './event-values.ts';
import { ExactNumber } from './exact-number.ts';
import { pathTree } from './path-tree.ts';

/** Deeper values are left out; EventBridge's own limit of a pattern's length comes first. */
const MAXIMUM_DEPTH = 50;

export interface PatternOfEventOptions {
  /** Fields to require besides, from the event's top: `[['detail', 'status']]`. Of an object, all its fields. */
  detailPaths?: readonly (readonly string[])[];
}

interface PatternObject {
  [step: string]: PatternObject | unknown[];
}

/**
 * The text, indented, of a narrow pattern that matches this event: its source, its detail-type and the fields asked
 * for, each with the event's value. In a list of objects, those of its first object.
 */
export function patternOfEvent(
  event: Record<string, unknown>,
  { detailPaths = [] }: PatternOfEventOptions = {},
): string {
  const pattern = emptyObject();
  for (const path of [['source'], ['detail-type'], ...detailPaths]) {
    const wanted = patternOfValue(valueAt(event, path), 0);
    if (wanted !== null && path.length <= MAXIMUM_DEPTH) put(pattern, path, wanted);
  }
  if (Object.keys(pattern).length === 0) pattern.source = [{ exists: hasSource(event) }];
  return JSON.stringify(pattern, null, 2);
}

/** For an event of which nothing can be required: a pattern must name a field. */
function hasSource(event: Record<string, unknown>): boolean {
  return eventValues(pathTree(['source']), event)[0] !== undefined;
}

function valueAt(event: unknown, path: readonly string[]): unknown {
  let value = event;
  for (const step of path) {
    const holder = Array.isArray(value) ? value.find(isEventObject) : value;
    if (!isEventObject(holder) || !Object.hasOwn(holder, step)) return undefined;
    value = holder[step];
  }
  return value;
}

/** Null where nothing can be required of the value. */
function patternOfValue(value: unknown, depth: number): PatternObject | unknown[] | null {
  if (depth > MAXIMUM_DEPTH) return null;
  if (Array.isArray(value)) {
    const plain = value.filter(isPlain);
    if (plain.length > 0) return [...new Set(plain)];
    return patternOfValue(value.find(isEventObject), depth + 1);
  }
  if (value instanceof ExactNumber) return [{ exists: true }];
  if (!isEventObject(value)) return isPlain(value) ? [value] : null;
  const pattern = emptyObject();
  for (const key of Object.keys(value)) {
    const wanted = patternOfValue(value[key], depth + 1);
    if (wanted !== null) pattern[key] = wanted;
  }
  return Object.keys(pattern).length === 0 ? null : pattern;
}

function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value);
  return value === null || typeof value === 'string' || typeof value === 'boolean';
}

function put(pattern: PatternObject, path: readonly string[], wanted: PatternObject | unknown[]): void {
  const [step, ...rest] = path;
  if (step === undefined) {
    if (!Array.isArray(wanted)) for (const [key, value] of Object.entries(wanted)) put(pattern, [key], value);
    return;
  }
  const known = pattern[step];
  if (rest.length === 0) {
    if (known === undefined || Array.isArray(known) || Array.isArray(wanted)) pattern[step] = wanted;
    else put(known, [], wanted);
    return;
  }
  if (Array.isArray(known)) return;
  const next = known ?? emptyObject();
  pattern[step] = next;
  put(next, rest, wanted);
}

/** Without a prototype, so that a field may be named `__proto__`. */
function emptyObject(): PatternObject {
  return Object.create(null);
}
