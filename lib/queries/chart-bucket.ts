const BUCKETS_MS = [
  60_000, 120_000, 300_000, 600_000, 900_000, 1_800_000, 3_600_000, 10_800_000, 21_600_000, 43_200_000,
  86_400_000,
];
const MOST_BUCKETS = 120;

/** The width of a chart's buckets for a period of `periodMs`: whole minutes or more, at most about 120 of them. */
export function chartBucketMs(periodMs: number): number {
  const dayMs = 86_400_000;
  const fitting = BUCKETS_MS.find((bucketMs) => periodMs / bucketMs <= MOST_BUCKETS);
  return fitting ?? Math.ceil(periodMs / MOST_BUCKETS / dayMs) * dayMs;
}
