import { z } from 'zod';
import { zInvocationRequest } from '../contract/operation.ts';
import { parseInput } from '../contract/parse-input.ts';
import { AppError } from '../domain/app-error.ts';
import { jsonMembers, skipBlanks } from '../domain/json-scan.ts';
import { jsonSyntaxError } from '../domain/json-text.ts';

const zEnvelope = z.strictObject(zInvocationRequest.omit({ payload: true }).shape);

/**
 * Reads `{payload, invocationType, traceId?}`; `payload` comes out as the exact text it has in the body, so that big
 * integers, repeated keys and escapes reach the function as they were sent. Throws `invalid-input` beside the field.
 */
export function parseInvocationBody(body: string): {
  payload: string;
  invocationType: 'RequestResponse' | 'Event';
  traceId: string | null;
} {
  const syntax = jsonSyntaxError(body);
  if (syntax !== null) {
    throw invalid('body', `Not JSON: line ${syntax.line}, column ${syntax.column}: ${syntax.message}`);
  }
  const start = skipBlanks(body, 0);
  if (body[start] !== '{') throw invalid('body', 'Send a JSON object with `payload` and `invocationType`.');
  const texts = new Map<string, string>();
  for (const { key, valueStart, valueEnd } of jsonMembers(body, start)) {
    texts.set(key, body.slice(valueStart, valueEnd));
  }
  const payload = texts.get('payload');
  if (payload === undefined) throw invalid('payload', 'The payload is missing; `null` is one, too.');
  texts.delete('payload');
  const rest = Object.fromEntries([...texts].map(([key, text]) => [key, JSON.parse(text) as unknown]));
  const { invocationType, traceId } = parseInput(zEnvelope, rest);
  return { payload, invocationType, traceId: traceId?.toLowerCase() ?? null };
}

function invalid(field: string, message: string): AppError {
  return new AppError('invalid-input', message, { field });
}
