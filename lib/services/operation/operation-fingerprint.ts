import { createHash } from 'node:crypto';

/** SHA-256 over `parts`, each with its length, so that no two lists give the same text. */
export function operationFingerprint(parts: readonly (string | null)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part === null ? '-;' : `${part.length}:${part};`);
  return hash.digest('hex');
}
