import { z } from 'zod';
import { readPageToken, writePageToken } from '../../page-token.ts';
import { parseInput } from '../../parse-input.ts';
import { AwsError } from '../../service.ts';

const tooShort = (length: number) => `Member must have length greater than or equal to ${length}`;
const tooLong = (length: number) => `Member must have length less than or equal to ${length}`;

/**
 * A text with the limits of EventBridge's API model, in the words of its ValidationException; `shown` is the pattern
 * as AWS writes it.
 */
export function zMember(minLength: number, maxLength: number, pattern?: RegExp, shown = pattern?.source) {
  const text = z.string().min(minLength, tooShort(minLength)).max(maxLength, tooLong(maxLength));
  if (pattern === undefined) return text;
  return text.regex(pattern, `Member must satisfy regular expression pattern: ${shown}`);
}

/** Names of rules and IDs of targets. */
export const zName = zMember(1, 64, /^[.\-_A-Za-z0-9]+$/, String.raw`[\.\-_A-Za-z0-9]+`);
export const zBusName = zMember(1, 256, /^[/.\-_A-Za-z0-9]+$/, String.raw`[/\.\-_A-Za-z0-9]+`);
/** Names a bus by name or ARN. */
export const zBusNameOrArn = zMember(
  1,
  1_600,
  /^(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]+$/,
  String.raw`(arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/\.\-_A-Za-z0-9]+`,
);
export const zArn = zMember(1, 1_600);
export const zTags = z
  .array(z.object({ Key: zMember(1, 128), Value: z.string().max(256, tooLong(256)) }))
  .max(50, tooLong(50));
export const zPage = {
  Limit: z
    .number()
    .int()
    .min(1, 'Member must have value greater than or equal to 1')
    .max(100, 'Member must have value less than or equal to 100')
    .optional(),
  NextToken: zMember(1, 2_048).optional(),
};

/** Reads an operation's input; what breaks a limit is EventBridge's ValidationException. */
export function parseEventsInput<S extends z.ZodType>(schema: S, body: Record<string, unknown>): z.output<S> {
  return parseInput(schema, body, 'ValidationException');
}

/** One page of a list that is ordered by `keyOf`, and the token of the next. `query` is what the token is good for. */
export function pageOf<T>(
  items: readonly T[],
  page: { Limit?: number | undefined; NextToken?: string | undefined },
  keyOf: (item: T) => string,
  query: unknown,
  nowMs: number,
): { items: T[]; next: { NextToken?: string } } {
  const limit = page.Limit ?? 100;
  const after = page.NextToken === undefined ? null : tokenKey(page.NextToken, query, nowMs);
  const rest = after === null ? items : items.filter((item) => keyOf(item) > after);
  const shown = rest.slice(0, limit);
  const last = shown.at(-1);
  const more = rest.length > shown.length && last !== undefined;
  return { items: shown, next: more ? { NextToken: writePageToken(query, keyOf(last), nowMs) } : {} };
}

function tokenKey(token: string, query: unknown, nowMs: number): string {
  try {
    return String(readPageToken(token, query, nowMs));
  } catch {
    throw new AwsError('ValidationException', 'Error decoding continuation token.');
  }
}

/** `[{Key, Value}]` as a record; later ones win. */
export function tagRecord(tags: { Key: string; Value: string }[]): Record<string, string> {
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
}
