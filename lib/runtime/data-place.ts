import path from 'node:path';
import type { Env } from './env.ts';
import type { Where } from './runtime.ts';

/**
 * Whose rows a store holds, and the folder of the embedded one: `sandbox`, `aws-<account>` or, while nobody knows the
 * account, `aws-unknown`, where nothing is ever collected. An endpoint that is not AWS's own gets a folder of its own.
 */
export function dataPlace(env: Env, where: Where): { dataDir: string; owner: string | null } {
  const { accountId, endpoint, region } = where;
  if (accountId === null) return { dataDir: path.join(env.REPRISE_DATA_DIR, 'aws-unknown'), owner: null };
  if (where.sandbox)
    return { dataDir: path.join(env.REPRISE_DATA_DIR, 'sandbox'), owner: `sandbox ${region}` };
  const at = endpoint === null ? '' : ` at ${new URL(endpoint).host}`;
  const folder = endpoint === null ? '' : `-${new URL(endpoint).host.replaceAll(/[^\w.-]/g, '-')}`;
  return {
    dataDir: path.join(env.REPRISE_DATA_DIR, `aws-${accountId}${folder}`),
    owner: `${accountId} ${region}${at}`,
  };
}
