import { createHash } from 'node:crypto';
import { AwsError } from './service.ts';

const LIFETIME_MS = 24 * 3_600_000;

/** An opaque token that is valid for 24 h and only for the query that it came from. */
export function writePageToken(query: unknown, position: unknown, now: number): string {
  return Buffer.from(JSON.stringify([fingerprint(query), now, position])).toString('base64url');
}

/** The position in the token; InvalidParameterException where it is foreign, expired or broken. */
export function readPageToken(token: string, query: unknown, now: number): unknown {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    parts = null;
  }
  const [print, writtenAt, position] = Array.isArray(parts) ? (parts as unknown[]) : [];
  if (print !== fingerprint(query) || typeof writtenAt !== 'number' || now - writtenAt > LIFETIME_MS) {
    throw new AwsError('InvalidParameterException', 'The specified nextToken is invalid.');
  }
  return position;
}

function fingerprint(query: unknown): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}
