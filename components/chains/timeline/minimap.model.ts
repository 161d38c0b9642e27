import type { HopStatus } from '@/lib/domain/hop';
import { isBadRank, RANK_COUNT, rankOf, statusOfRank, type TimelineColumns } from './timeline-columns.model';
import { endForDrawing } from './timeline-idle.model';
import type { TimelineRows } from './timeline-rows.model';
import { type TimeScale, toUnit } from './timeline-scale.model';

/** Equal neighbours of one status, in buckets. */
export interface MinimapRun {
  from: number;
  length: number;
  status: HopStatus;
}

/** The whole chain on `buckets` px by the worst outcome of each; O(hops + buckets), however long the hops are. */
export function minimapRuns(
  columns: TimelineColumns,
  scale: TimeScale,
  buckets: number,
  nowMs: number,
): MinimapRun[] {
  if (buckets <= 0) return [];
  const stride = buckets + 1;
  const opened = new Int32Array(stride * RANK_COUNT);
  for (let hop = 0; hop < columns.count; hop++) {
    const start = columns.startMs[hop] ?? Number.NaN;
    if (Number.isNaN(start)) continue;
    const base = rankOf(columns, hop) * stride;
    const first = base + bucketOf(toUnit(scale, start), scale, buckets);
    const after = base + bucketOf(toUnit(scale, endForDrawing(columns, hop, nowMs)), scale, buckets) + 1;
    opened[first] = (opened[first] ?? 0) + 1;
    opened[after] = (opened[after] ?? 0) - 1;
  }
  const worst = new Uint8Array(buckets);
  for (let rank = 1; rank < RANK_COUNT; rank++) {
    for (let b = 0, running = 0; b < buckets; b++) {
      running += opened[rank * stride + b] ?? 0;
      if (running > 0) worst[b] = rank;
    }
  }
  return runsOf(worst);
}

/** Rows that need attention beside the scroll bar, on `buckets` px of height. */
export function failureRuns(columns: TimelineColumns, rows: TimelineRows, buckets: number): MinimapRun[] {
  const worst = new Uint8Array(Math.max(0, buckets));
  const count = rows.hops.length;
  for (let row = 0; row < count; row++) {
    const rank = rankOf(columns, rows.hops[row] ?? 0);
    if (!isBadRank(rank)) continue;
    const bucket = Math.min(buckets - 1, Math.floor((row / count) * buckets));
    if ((worst[bucket] ?? 0) < rank) worst[bucket] = rank;
  }
  return runsOf(worst);
}

function bucketOf(unit: number, scale: TimeScale, buckets: number): number {
  return Math.min(buckets - 1, Math.max(0, Math.floor((unit / scale.totalUnits) * buckets)));
}

function runsOf(worst: Uint8Array): MinimapRun[] {
  const runs: MinimapRun[] = [];
  let from = 0;
  for (let b = 1; b <= worst.length; b++) {
    if (worst[b] === worst[from]) continue;
    const status = statusOfRank(worst[from] ?? 0);
    if (status !== null) runs.push({ from, length: b - from, status });
    from = b;
  }
  return runs;
}
