import type { Json } from './json.ts';

type Test = (value: Json, wanted: Json) => boolean;

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** Epoch ms of an RFC 3339 timestamp with a capital T; null for what is none. */
export function timestampMs(value: Json): number | null {
  if (typeof value !== 'string' || !ISO.test(value)) return null;
  const ms = Date.parse(value);
  return Number.isNaN(ms) ? null : ms;
}

type Ordered = (a: number | string, b: number | string) => boolean;
const ORDERS: Record<string, Ordered> = {
  Equals: (a, b) => a === b,
  LessThan: (a, b) => a < b,
  GreaterThan: (a, b) => a > b,
  LessThanEquals: (a, b) => a <= b,
  GreaterThanEquals: (a, b) => a >= b,
};

const numbers =
  (order: Ordered): Test =>
  (value, wanted) =>
    typeof value === 'number' && typeof wanted === 'number' && order(value, wanted);
const texts =
  (order: Ordered): Test =>
  (value, wanted) =>
    typeof value === 'string' && typeof wanted === 'string' && order(value, wanted);
const times =
  (order: Ordered): Test =>
  (value, wanted) => {
    const a = timestampMs(value);
    const b = timestampMs(wanted);
    return a !== null && b !== null && order(a, b);
  };

const is =
  (test: (value: Json) => boolean): Test =>
  (value, wanted) =>
    test(value) === wanted;

/** Comparisons that take a value of their own; each but the Is… ones has a …Path form too. */
export const COMPARISONS: ReadonlyMap<string, Test> = new Map<string, Test>([
  ...Object.entries(ORDERS).flatMap(([name, order]): [string, Test][] => [
    [`String${name}`, texts(order)],
    [`Numeric${name}`, numbers(order)],
    [`Timestamp${name}`, times(order)],
  ]),
  ['BooleanEquals', (value, wanted) => typeof value === 'boolean' && value === wanted],
  ['StringMatches', (value, wanted) => typeof value === 'string' && matchesStars(String(wanted), value)],
  ['IsNull', is((value) => value === null)],
  ['IsNumeric', is((value) => typeof value === 'number')],
  ['IsString', is((value) => typeof value === 'string')],
  ['IsBoolean', is((value) => typeof value === 'boolean')],
  ['IsTimestamp', is((value) => timestampMs(value) !== null)],
]);

export function hasPathForm(comparison: string): boolean {
  return !comparison.startsWith('Is') && comparison !== 'StringMatches';
}

/** `*` stands for any characters, `\*` for itself; linear, so that a hostile pattern cannot hold the process. */
function matchesStars(pattern: string, text: string): boolean {
  const parts: string[] = [];
  let part = '';
  for (let index = 0; index < pattern.length; index += 1) {
    const character = pattern[index] ?? '';
    if (character === '*') {
      parts.push(part);
      part = '';
    } else if (character === '\\' && index + 1 < pattern.length) {
      index += 1;
      part += pattern[index];
    } else part += character;
  }
  parts.push(part);
  const [first = '', ...rest] = parts;
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
    return false;
  let at = first.length;
  const end = text.length - last.length;
  for (const between of rest) {
    const found = text.indexOf(between, at);
    if (found === -1 || found + between.length > end) return false;
    at = found + between.length;
  }
  return true;
}
