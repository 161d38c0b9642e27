import { type JsonSyntaxError, jsonSyntaxError } from '@/lib/domain/json-text';
import { utf8Length } from '@/lib/domain/utf8-length';

export interface PayloadCheck {
  bytes: number;
  limitBytes: number;
  tooLarge: boolean;
  empty: boolean;
  syntax: JsonSyntaxError | null;
  ok: boolean;
}

/** What is wrong with a payload before it is sent: nothing at all, not JSON (where), too large for its route. */
export function checkPayload(text: string, limitBytes: number): PayloadCheck {
  const bytes = utf8Length(text);
  const tooLarge = bytes > limitBytes;
  const empty = text.trim() === '';
  const syntax = empty ? null : jsonSyntaxError(text);
  return { bytes, limitBytes, tooLarge, empty, syntax, ok: !empty && !tooLarge && syntax === null };
}

/** The check in one sentence; null where there is nothing to say. */
export function payloadProblem(check: PayloadCheck): string | null {
  if (check.empty) return 'Write a payload. {} is an empty event.';
  if (check.syntax !== null)
    return `Line ${check.syntax.line}, column ${check.syntax.column}: ${check.syntax.message}`;
  if (check.tooLarge)
    return `${formatBytes(check.bytes)} are too many: this way takes ${formatBytes(check.limitBytes)} at most.`;
  return null;
}

export function formatBytes(bytes: number): string {
  return `${bytes.toLocaleString('en-US')} bytes`;
}
