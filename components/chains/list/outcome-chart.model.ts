import type { OutcomeChart } from '@/lib/contract/chain';
import type { ChainFilters } from '@/lib/contract/chain-filters';

export const OUTCOMES = ['succeeded', 'failed', 'running', 'other'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface ChartColumn extends Record<Outcome, number> {
  atMs: number;
  total: number;
}
export interface ChartColumns {
  columns: ChartColumn[];
  bucketMs: number;
  /** The highest column, at least 1. */
  peak: number;
  total: number;
  fromMs: number;
  toMs: number;
}

const MAX_COLUMNS = 400;
const RANGE_MS: Record<Exclude<ChainFilters['range'], 'all'>, number> = {
  '15m': 900_000,
  '1h': 3_600_000,
  '6h': 21_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
};

const dayMs = 86_400_000;
const floorTo = (ms: number, step: number): number => Math.floor(ms / step) * step;

/** The window of time that the filters name, seen at `nowMs`; open ends are null. */
function timeWindow(filters: ChainFilters, nowMs: number): { fromMs: number | null; toMs: number } {
  const given = filters.from !== undefined || filters.to !== undefined;
  const toMs = filters.to === undefined ? nowMs : Date.parse(filters.to);
  if (given) return { fromMs: filters.from === undefined ? null : Date.parse(filters.from), toMs };
  return { fromMs: filters.range === 'all' ? null : nowMs - RANGE_MS[filters.range], toMs };
}

/** Every bucket of the window, empty ones too, so that the picture's width is the time that was asked for. */
export function chartColumns(chart: OutcomeChart, filters: ChainFilters, nowMs: number): ChartColumns {
  const bucketMs = chart.bucketMs > 0 ? chart.bucketMs : dayMs;
  const byAt = new Map(chart.buckets.map((bucket) => [floorTo(Date.parse(bucket.at), bucketMs), bucket]));
  const known = [...byAt.keys()].sort((a, b) => a - b);
  const window = timeWindow(filters, nowMs);
  const lastMs = Math.max(floorTo(window.toMs - 1, bucketMs), known.at(-1) ?? Number.NEGATIVE_INFINITY);
  const wishedFirst = window.fromMs === null ? (known[0] ?? lastMs) : floorTo(window.fromMs, bucketMs);
  const firstMs = Math.max(Math.min(wishedFirst, lastMs), lastMs - (MAX_COLUMNS - 1) * bucketMs);
  const columns: ChartColumn[] = [];
  for (let atMs = firstMs; atMs <= lastMs; atMs += bucketMs) {
    const bucket = byAt.get(atMs);
    const { succeeded = 0, failed = 0, running = 0, other = 0 } = bucket ?? {};
    columns.push({ atMs, succeeded, failed, running, other, total: succeeded + failed + running + other });
  }
  return {
    columns,
    bucketMs,
    peak: Math.max(1, ...columns.map((column) => column.total)),
    total: columns.reduce((sum, column) => sum + column.total, 0),
    fromMs: firstMs,
    toMs: lastMs + bucketMs,
  };
}

/** The data must end the window within this share of it to be looked at closer. */
const CLOSER_WITHIN = 1 / 4;
const FINEST_BUCKET_MS = 60_000;

/**
 * Where the chart may begin later than was asked for: all hops lie in the last quarter of a range that runs to now,
 * and shorter buckets can show more of them. Null where the range is drawn as it is, and for a window that was chosen.
 */
export function chartStart(chart: OutcomeChart, filters: ChainFilters, nowMs: number): string | null {
  if (filters.from !== undefined || filters.to !== undefined) return null;
  const { bucketMs, buckets } = chart;
  const starts = buckets.map((bucket) => Date.parse(bucket.at));
  if (starts.length === 0 || bucketMs <= FINEST_BUCKET_MS) return null;
  const firstMs = starts.reduce((least, at) => Math.min(least, at));
  const { fromMs } = timeWindow(filters, nowMs);
  const askedMs = fromMs === null ? MAX_COLUMNS * bucketMs : nowMs - fromMs;
  return nowMs - firstMs <= askedMs * CLOSER_WITHIN ? new Date(firstMs).toISOString() : null;
}

/** The bucket at a share (0…1) of the chart's width. */
export function columnAt(share: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(share * count)));
}

/** The time from one bucket to another, in either order, both included. */
export function brushedWindow(
  chart: ChartColumns,
  anchor: number,
  focus: number,
): { from: string; to: string } {
  const first = Math.min(anchor, focus);
  const last = Math.max(anchor, focus);
  return {
    from: new Date(chart.fromMs + first * chart.bucketMs).toISOString(),
    to: new Date(chart.fromMs + (last + 1) * chart.bucketMs).toISOString(),
  };
}

const TICK_STEPS_MS = [60_000, 300_000, 900_000, 3_600_000, 10_800_000, 21_600_000, 86_400_000, 604_800_000];

/** Where the time axis is written, as shares of the width; about six times. */
export function chartTicks(chart: ChartColumns): { atMs: number; share: number }[] {
  const spanMs = chart.toMs - chart.fromMs;
  const stepMs = TICK_STEPS_MS.find((step) => spanMs / step <= 9) ?? floorTo(spanMs / 6, dayMs);
  const ticks: { atMs: number; share: number }[] = [];
  for (let atMs = Math.ceil(chart.fromMs / stepMs) * stepMs; atMs < chart.toMs; atMs += stepMs) {
    ticks.push({ atMs, share: (atMs - chart.fromMs) / spanMs });
  }
  return ticks;
}
