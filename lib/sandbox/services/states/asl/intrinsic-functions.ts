import { createHash, randomInt, randomUUID } from 'node:crypto';
import { isJsonObject, type Json, type JsonObject, jsonEquals, parseJson } from './json.ts';

const MAX_ITEMS = 1_000;
const MAX_TEXT = 10_000;
const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** What is wrong with a call, in words that follow the function's name. */
export class IntrinsicProblem extends Error {}

type Intrinsic = { arity: [min: number, max: number]; run: (...args: Json[]) => Json };

const fixed = (count: number, run: Intrinsic['run']): Intrinsic => ({ arity: [count, count], run });

/** https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html */
export const INTRINSIC_FUNCTIONS: ReadonlyMap<string, Intrinsic> = new Map<string, Intrinsic>([
  ['Format', { arity: [1, Number.POSITIVE_INFINITY], run: format }],
  ['StringToJson', fixed(1, (value) => readJson(text(value, 'its argument')))],
  ['JsonToString', fixed(1, (value = null) => JSON.stringify(value))],
  ['Array', { arity: [0, Number.POSITIVE_INFINITY], run: (...values) => values }],
  ['ArrayPartition', fixed(2, partition)],
  ['ArrayContains', fixed(2, (list, value = null) => array(list).some((one) => jsonEquals(one, value)))],
  ['ArrayRange', fixed(3, range)],
  ['ArrayGetItem', fixed(2, item)],
  ['ArrayLength', fixed(1, (list) => array(list).length)],
  ['ArrayUnique', fixed(1, unique)],
  ['Base64Encode', fixed(1, (value) => Buffer.from(short(value)).toString('base64'))],
  ['Base64Decode', fixed(1, (value) => Buffer.from(short(value), 'base64').toString())],
  ['Hash', fixed(2, hash)],
  ['JsonMerge', fixed(3, merge)],
  ['MathRandom', { arity: [2, 3], run: random }],
  ['MathAdd', fixed(2, (a, b) => (whole(a) + whole(b)) | 0)],
  ['StringSplit', fixed(2, split)],
  ['UUID', fixed(0, () => randomUUID())],
]);

function format(template?: Json, ...values: Json[]): Json {
  const parts = text(template, 'the template').split(/(\\[{}\\'"]|\{\})/);
  let used = 0;
  const filled = parts.map((part) => {
    if (part !== '{}') return part.startsWith('\\') && part.length === 2 ? part.slice(1) : part;
    const value = values[used];
    used += 1;
    if (value === undefined) throw new IntrinsicProblem('there are more {} than arguments');
    return typeof value === 'string' ? value : JSON.stringify(value);
  });
  if (used < values.length) throw new IntrinsicProblem('there are more arguments than {}');
  return filled.join('');
}

function readJson(value: string): Json {
  try {
    return parseJson(value);
  } catch {
    throw new IntrinsicProblem('its argument is no JSON');
  }
}

function partition(list?: Json, size?: Json): Json {
  const values = array(list);
  const count = whole(size);
  if (count < 1) throw new IntrinsicProblem('the chunk size must be at least 1');
  return Array.from({ length: Math.ceil(values.length / count) }, (_, index) =>
    values.slice(index * count, (index + 1) * count),
  );
}

function range(first?: Json, last?: Json, step?: Json): Json {
  const by = whole(step);
  if (by === 0) throw new IntrinsicProblem('the step must not be 0');
  const from = whole(first);
  const count = Math.max(0, Math.floor((whole(last) - from) / by) + 1);
  if (count > MAX_ITEMS) throw new IntrinsicProblem(`it makes more than ${MAX_ITEMS} items`);
  return Array.from({ length: count }, (_, index) => from + index * by);
}

function item(list?: Json, index?: Json): Json {
  const value = array(list)[whole(index)];
  if (value === undefined) throw new IntrinsicProblem('the index is outside the array');
  return value;
}

function unique(list?: Json): Json {
  const seen = new Set<string>();
  return array(list).filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function hash(value?: Json, algorithm?: Json): Json {
  const name = HASHES[text(algorithm, 'the algorithm')];
  if (name === undefined)
    throw new IntrinsicProblem(`the algorithm must be one of ${Object.keys(HASHES).join(', ')}`);
  return createHash(name)
    .update(typeof value === 'string' ? short(value) : JSON.stringify(value ?? null))
    .digest('hex');
}

function merge(a?: Json, b?: Json, deep?: Json): Json {
  if (deep !== false)
    throw new IntrinsicProblem('only the shallow merge is supported: the third argument must be false');
  if (!isJsonObject(a) || !isJsonObject(b)) throw new IntrinsicProblem('its arguments must be objects');
  const merged: JsonObject = { ...a, ...b };
  return merged;
}

function random(from?: Json, to?: Json, seed?: Json): Json {
  const min = whole(from);
  const max = whole(to);
  if (max <= min) throw new IntrinsicProblem('the end must be greater than the start');
  if (seed === undefined) return randomInt(min, max);
  // the same seed gives the same number
  return (
    min +
    (createHash('sha256')
      .update(String(whole(seed)))
      .digest()
      .readUInt32BE() %
      (max - min))
  );
}

function split(value?: Json, separators?: Json): Json {
  const characters = new Set(text(separators, 'the splitter'));
  const parts: string[] = [''];
  for (const character of text(value, 'its first argument')) {
    if (characters.has(character)) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts.filter((part) => part !== '');
}

function text(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw new IntrinsicProblem(`${what} must be a string`);
  return value;
}

function short(value: Json | undefined): string {
  const given = text(value, 'its argument');
  if (given.length > MAX_TEXT)
    throw new IntrinsicProblem(`its argument is longer than ${MAX_TEXT} characters`);
  return given;
}

function array(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new IntrinsicProblem('its argument must be an array');
  return value;
}

function whole(value: Json | undefined): number {
  if (typeof value !== 'number') throw new IntrinsicProblem('its argument must be a number');
  return Math.round(value);
}
