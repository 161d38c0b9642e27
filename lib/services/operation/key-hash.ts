import { createHash } from 'node:crypto';

/** Idempotency keys belong to a scope and may be secrets of the caller: only their hash is kept. */
export function keyHash(scope: string, key: string | null): string | null {
  return key === null ? null : createHash('sha256').update(`${scope}\n${key}`).digest('hex');
}
