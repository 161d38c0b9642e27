import { Prisma } from '../../../prisma/generated/client.ts';
import type { ChainFilter, ChainStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/**
 * Hops per bucket by outcome, by the minute they started; of the filter, time range and functions count: the chart
 * shows what ran, whatever became of its chains. `bucketMs` is rounded up to whole minutes.
 */
export function chartHops(
  { prisma }: StoreContext,
  filter: ChainFilter,
  bucketMs: number,
): ReturnType<ChainStore['chart']> {
  const minutes = Math.max(1, Math.ceil(bucketMs / MINUTE_MS));
  const widthMs = minutes * MINUTE_MS;
  const resolutionMs = widthMs % HOUR_MS === 0 ? HOUR_MS : MINUTE_MS;
  const names = filter.functionNames.length === 0 ? [''] : [...new Set(filter.functionNames)];
  const floor = (at: Date) => new Date(Math.floor(at.getTime() / resolutionMs) * resolutionMs);
  const from = filter.from === null ? Prisma.empty : Prisma.sql`AND at >= ${floor(filter.from)}`;
  const to = filter.to === null ? Prisma.empty : Prisma.sql`AND at <= ${filter.to}`;
  const width = Prisma.sql`${`${widthMs} milliseconds`}::interval`;
  return prisma.$queryRaw`
    SELECT date_bin(${width}, at, 'epoch'::timestamptz) AS at, sum(succeeded)::int AS succeeded,
      sum(failed)::int AS failed, sum(running)::int AS running, sum(other)::int AS other
    FROM hop_rollup WHERE function_name = ANY(${names}) AND bucket_ms = ${resolutionMs} ${from} ${to}
    GROUP BY 1 HAVING sum(succeeded + failed + running + other) > 0 ORDER BY 1`;
}
