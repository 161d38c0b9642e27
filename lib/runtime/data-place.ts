import path from 'node:path';
import type { Env } from './env.ts';
import type { Where } from './runtime.ts';

/** Which database, and whose rows it holds. */
export interface DataPlace {
  databaseUrl: string | undefined;
  dataDir: string;
  owner: string;
}

/**
 * A store belongs to one account and endpoint: the embedded one lives in `sandbox` or `aws-<account>`, an endpoint that
 * is not AWS's own in a folder of its own. While nobody knows the account an empty embedded one stands in, in which
 * nothing is ever collected, so that DATABASE_URL is claimed by nobody.
 */
export function dataPlace(env: Pick<Env, 'REPRISE_DATA_DIR' | 'DATABASE_URL'>, where: Where): DataPlace {
  const name = ownerOf(where);
  return {
    databaseUrl: where.accountId === null ? undefined : env.DATABASE_URL,
    dataDir: path.join(/* turbopackIgnore: true */ env.REPRISE_DATA_DIR, name),
    owner: name,
  };
}

function ownerOf({ sandbox, accountId, endpoint }: Where): string {
  if (accountId === null) return 'aws-unknown';
  if (sandbox) return 'sandbox';
  const account = `aws-${accountId.replaceAll(/[^\w-]/g, '')}`;
  return endpoint === null ? account : `${account}-${new URL(endpoint).host.replaceAll(/[^\w.-]/g, '-')}`;
}
