import type { AwsClients } from './aws-clients.ts';
import { type MetricQuery, metricPoints } from './metric-points.ts';

/**
 * CloudWatch `GetMetricData`: what each metric adds up to in [from, to), in the order asked; null where CloudWatch has
 * no data of it, which for a metric that is only written when it counts means none. CloudWatch counts by minutes, so
 * the time is widened to whole ones; the last few minutes may be missing yet.
 */
export async function getMetricSums(
  aws: AwsClients,
  queries: readonly MetricQuery[],
  { from, to }: { from: Date; to: Date },
): Promise<(number | null)[]> {
  const minute = 60_000;
  const start = Math.floor(from.getTime() / minute) * minute;
  const points = await metricPoints(aws, queries, {
    from: new Date(start),
    to: new Date(Math.max(Math.ceil(to.getTime() / minute) * minute, start + minute)),
    periodSeconds: 60,
  });
  const sums: (number | null)[] = queries.map(() => null);
  for (const { index, sum } of points) sums[index] = (sums[index] ?? 0) + sum;
  return sums;
}
