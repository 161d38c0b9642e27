import { z } from 'zod';
import { readPageToken, writePageToken } from '../../page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';

const tooShort = (length: number) => `Member must have length greater than or equal to ${length}`;
const tooLong = (length: number) => `Member must have length less than or equal to ${length}`;
const DEFAULT_PAGE = 100;

/** A text with the limits of Step Functions' API model, in the words of its ValidationException. */
export function zText(minLength: number, maxLength: number) {
  return z.string().min(minLength, tooShort(minLength)).max(maxLength, tooLong(maxLength));
}

export const zArn = zText(1, 256);
export const zTags = z
  .array(z.object({ key: zText(0, 128), value: zText(0, 256).default('') }))
  .max(50, tooLong(50));
/** 0 is the default, as AWS has it. */
export const zMaxResults = z
  .number()
  .int()
  .min(0, 'Member must have value greater than or equal to 0')
  .max(1_000, 'Member must have value less than or equal to 1000')
  .default(0);

export function zOneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, `Member must satisfy enum value set: [${values.join(', ')}]`);
}

/** Reads an operation's input; what breaks a limit is ValidationException. */
export function parseStatesInput<S extends z.ZodType>(schema: S, body: Record<string, unknown>): z.output<S> {
  return parseInput(schema, body, 'ValidationException');
}

/** Names of machines and executions; InvalidName for what AWS does not take. */
export function checkName(name: string): void {
  if (name.length >= 1 && name.length <= 80 && !/[\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}\p{Cs}]/u.test(name))
    return;
  throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
}

/** One page of a list and the token of the next; `query` is what the token is good for. */
export function pageOf<T, K extends string | number>(
  items: readonly T[],
  page: { maxResults: number; nextToken?: string | undefined },
  order: { keyOf: (item: T) => K; isAfter: (key: K, last: K) => boolean },
  query: unknown,
  nowMs: number,
): { items: T[]; next: { nextToken?: string } } {
  const limit = page.maxResults === 0 ? DEFAULT_PAGE : page.maxResults;
  const last = page.nextToken === undefined ? null : (lastKeyOf(page.nextToken, query, nowMs) as K);
  const rest = last === null ? items : items.filter((item) => order.isAfter(order.keyOf(item), last));
  const shown = rest.slice(0, limit);
  const end = shown.at(-1);
  const more = shown.length < rest.length && end !== undefined;
  return { items: shown, next: more ? { nextToken: writePageToken(query, order.keyOf(end), nowMs) } : {} };
}

function lastKeyOf(token: string, query: unknown, nowMs: number): string | number {
  let key: unknown = null;
  try {
    key = readPageToken(token, query, nowMs);
  } catch {
    // said below, in the service's own words
  }
  if (typeof key === 'string' || typeof key === 'number') return key;
  throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
}
