import type { MetricSink } from '../../service.ts';

const RETENTION_MS = 3 * 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** Counts per minute of Lambda's metrics, kept for three days in memory. */
export interface MetricStore extends MetricSink {
  /** Sums per period of `periodMs` from `startMs` (inclusive) to `endMs` (exclusive); only periods with data, oldest first. */
  sums(
    metric: string,
    functionName: string | null,
    range: { startMs: number; endMs: number; periodMs: number },
  ): { atMs: number; sum: number }[];
}

export function createMetricStore(): MetricStore {
  /** `metric/functionName` → minute → count; Lambda counts without a dimension under `metric/` as well */
  const series = new Map<string, Map<number, number>>();

  function add(key: string, minute: number): void {
    let counts = series.get(key);
    if (counts === undefined) {
      counts = new Map();
      series.set(key, counts);
    }
    const before = counts.get(minute);
    counts.set(minute, (before ?? 0) + 1);
    if (before === undefined) {
      for (const old of counts.keys()) {
        if (old >= minute - RETENTION_MS) break;
        counts.delete(old);
      }
    }
  }

  return {
    count(metric, functionName, atMs) {
      const minute = Math.floor(atMs / MINUTE_MS) * MINUTE_MS;
      add(`${metric}/${functionName}`, minute);
      add(`${metric}/`, minute);
    },
    sums(metric, functionName, { startMs, endMs, periodMs }) {
      const sums = new Map<number, number>();
      for (const [minute, count] of series.get(`${metric}/${functionName ?? ''}`) ?? []) {
        if (minute < startMs || minute >= endMs) continue;
        const atMs = Math.floor(minute / periodMs) * periodMs;
        sums.set(atMs, (sums.get(atMs) ?? 0) + count);
      }
      return [...sums].map(([atMs, sum]) => ({ atMs, sum })).sort((a, b) => a.atMs - b.atMs);
    },
  };
}
