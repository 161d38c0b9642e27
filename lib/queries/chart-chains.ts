import 'server-only';
import type { OutcomeChart } from '../contract/chain.ts';
import type { ChainFilters } from '../contract/chain-filters.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { chainFilter } from './chain-filter.ts';
import { chartBucketMs } from './chart-bucket.ts';

/** Hops per bucket by outcome; a period without a start begins with what retention keeps. */
export async function chartChains(filters: ChainFilters): Promise<OutcomeChart> {
  const { store, env } = await getRuntime();
  const now = new Date();
  const filter = chainFilter(filters, now);
  const from = filter.from ?? new Date(now.getTime() - env.REPRISE_RETENTION_DAYS * 86_400_000);
  const bucketMs = chartBucketMs((filter.to ?? now).getTime() - from.getTime());
  const buckets = await store.chains.chart({ ...filter, from }, bucketMs);
  return { bucketMs, buckets: buckets.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts })) };
}
