import fc from 'fast-check';
import { parseEventPattern } from '../../event-pattern/parse-event-pattern.ts';

/** Few names and values, so that records and patterns meet; some that a compiler could stumble over. */
const name = fc.constantFrom(
  'a',
  'b',
  'aa',
  'a.b',
  'c',
  "it's",
  '`x`',
  '',
  '__proto__',
  'ü"\\',
  'constructor',
);
const PLAIN = [
  '',
  'x',
  'X',
  'xy',
  'yXy',
  '*',
  'none',
  '/',
  '\n',
  'x\n',
  '\u2028',
  '😀',
  'x😀',
  'ß',
  'SS',
  'é',
  'É',
];
const HOSTILE = ["o'x", '"', '\\', '%}', '{%', '$' + '{x}', '`'];
const IPV4 = ['10.0.0.1', '10.0.0.01', '010.0.0.9', '256.0.0.1', '10.0.0.1\n', '1.2.3', '00000000001.2.3.4'];
const IPV6 = ['::1', '0:0::1', '::ffff:a00:1', '2001:DB8::', '2001:db8:0:0:0:0:0:0', ':', '1:2:3', '1::2::3'];
const TEXTS = [...PLAIN, ...HOSTILE, ...IPV4, ...IPV6];
const NUMBERS = [0, 1, -1, 2.5, -3, 1e21, 5e9, 0.1];

/** Every value that a payload holds. */
export const SCALARS: readonly unknown[] = [...TEXTS, ...NUMBERS, true, false, null];

const text = fc.constantFrom(...TEXTS);
const number = fc.constantFrom(...NUMBERS);
const scalar = fc.oneof(text, number, fc.boolean(), fc.constant(null));
const form = fc.constantFrom('prefix', 'suffix', 'wildcard', 'equals-ignore-case');
const wildcard = fc.constantFrom(
  '*',
  'x*',
  '*x',
  'x*y',
  '*x*x*',
  '\\*',
  '*\\\\*',
  '*😀',
  "o'*",
  'xy',
  'x*\n',
);
const cidr = fc.constantFrom('10.0.0.0/29', '10.0.0.1/8', '::/16', '2001:db8::/32', '::ffff:a00:0/8');
const formText = (kind: string) => (kind === 'wildcard' ? wildcard : text.filter((value) => value !== ''));

const matcher = fc.oneof(
  scalar,
  text.map((exactly) => ({ exactly })),
  text.map((prefix) => ({ prefix })),
  text.map((suffix) => ({ suffix })),
  text.map((value) => ({ 'equals-ignore-case': value })),
  wildcard.map((value) => ({ wildcard: value })),
  fc.tuple(fc.constantFrom('prefix', 'suffix'), text).map(([kind, value]) => ({
    [kind]: { 'equals-ignore-case': value },
  })),
  fc
    .tuple(
      fc.constantFrom('=', '<', '<=', '>', '>='),
      number.filter((value) => Math.abs(value) <= 5e9),
    )
    .map((numeric) => ({ numeric })),
  fc.constantFrom(['>=', 0, '<', 2], ['>', -1, '<=', 1]).map((numeric) => ({ numeric })),
  fc.boolean().map((exists) => ({ exists })),
  cidr.map((value) => ({ cidr: value })),
  fc.oneof(text, number).map((value) => ({ 'anything-but': value })),
  fc.array(text, { minLength: 1, maxLength: 2 }).map((values) => ({ 'anything-but': values })),
  fc.array(number, { minLength: 1, maxLength: 2 }).map((values) => ({ 'anything-but': values })),
  form
    .chain((kind) => fc.tuple(fc.constant(kind), fc.array(formText(kind), { minLength: 1, maxLength: 2 })))
    .map(([kind, values]) => ({ 'anything-but': { [kind]: values.length === 1 ? values[0] : values } })),
);

/** What one field must be. */
export const anyLeaf: fc.Arbitrary<unknown[]> = fc.array(matcher, { minLength: 1, maxLength: 3 });

const { object } = fc.letrec((tie) => ({
  object: fc.oneof(
    { maxDepth: 3 },
    fields(tie('leaf')),
    fields(fc.oneof(tie('leaf'), tie('object'))),
    fc.array(tie('object'), { minLength: 2, maxLength: 3 }).map((branches) => ({ $or: branches })),
  ),
  leaf: anyLeaf,
}));

/** Built from entries, so that a field may be named `__proto__`. */
function fields(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return entries(name, value, { minLength: 1, maxLength: 3 });
}

function entries(key: fc.Arbitrary<string>, value: fc.Arbitrary<unknown>, size: fc.ArrayConstraints) {
  return fc
    .uniqueArray(fc.tuple(key, value), { ...size, selector: ([entry]) => entry })
    .map((members): Record<string, unknown> => Object.fromEntries(members));
}

/** What a payload holds: the names and values of the patterns. */
export const anyPayload: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    entries(name, tie('value'), { maxLength: 4 }),
  ),
})).value;

const inPayload = (payload: string) => object.map((pattern) => ({ [payload]: pattern }));
const status = fc.constantFrom(['Success'], ['RetriesExhausted'], [{ 'anything-but': 'Success' }]);

/** Texts of conditions: over payloads with every operator, the status, and both together. */
export const anyWhen: fc.Arbitrary<string> = fc
  .oneof(
    inPayload('requestPayload'),
    inPayload('responsePayload'),
    fc.tuple(inPayload('requestPayload'), inPayload('responsePayload')).map(([a, b]) => ({ ...a, ...b })),
    fc.tuple(inPayload('responsePayload'), status).map(([a, condition]) => ({
      ...a,
      requestContext: { condition },
    })),
    fc
      .tuple(inPayload('requestPayload'), inPayload('responsePayload'), status)
      .map(([a, b, condition]) => ({ $or: [a, { ...b, requestContext: { condition } }] })),
  )
  .map((pattern) => JSON.stringify(pattern))
  .filter((pattern) => parseEventPattern(pattern).ok);

/** A record with these payloads, as JSON text. */
export const anyRecordText: fc.Arbitrary<string> = fc
  .tuple(anyPayload, anyPayload, fc.constantFrom('Success', 'RetriesExhausted'))
  .map(([requestPayload, responsePayload, condition]) =>
    JSON.stringify({ version: '1.0', requestContext: { condition }, requestPayload, responsePayload }),
  );

/** The same with every object in a list, whole or each of its fields in an element of its own. */
export function inLists(value: unknown, split: boolean): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, inLists(member, split)] as const);
  const elements = split ? members.map((member) => [member]) : [members];
  return elements.map((element) => Object.fromEntries(element));
}
