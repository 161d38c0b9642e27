import { randomBytes } from 'node:crypto';

/** 16 characters that say nothing. */
export function opaqueId(): string {
  return randomBytes(10).toString('hex').slice(0, 16);
}
