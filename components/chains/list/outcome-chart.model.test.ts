import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OutcomeChart } from '@/lib/contract/chain';
import { NO_FILTERS } from './chain-filters.model';
import { brushedWindow, chartColumns, chartStart, chartTicks, columnAt } from './outcome-chart.model';

const MINUTE = 60_000;
const now = Date.parse('2026-11-23T10:00:30.000Z');
const bucket = (at: string, failed = 0, succeeded = 1) => ({ at, succeeded, failed, running: 0, other: 0 });
const hour = { ...NO_FILTERS, range: '1h' as const };

describe('chartColumns', () => {
  it('spans the whole range that was asked for, empty minutes too', () => {
    const chart = chartColumns(
      { bucketMs: MINUTE, buckets: [bucket('2026-11-23T09:30:00.000Z', 2)] },
      hour,
      now,
    );
    expect(chart.columns).toHaveLength(61);
    expect(new Date(chart.fromMs).toISOString()).toBe('2026-11-23T09:00:00.000Z');
    expect(chart.columns[30]).toMatchObject({ failed: 2, succeeded: 1, total: 3 });
    expect([chart.total, chart.peak]).toEqual([3, 3]);
  });
  it('begins with the first bucket where the beginning is open', () => {
    const chart = chartColumns(
      { bucketMs: MINUTE, buckets: [bucket('2026-11-23T09:58:00.000Z')] },
      NO_FILTERS,
      now,
    );
    expect(chart.columns).toHaveLength(3);
  });
  it('draws nothing wrong for no buckets, and never more than it can draw', () => {
    expect(chartColumns({ bucketMs: MINUTE, buckets: [] }, NO_FILTERS, now)).toMatchObject({
      total: 0,
      peak: 1,
    });
    const wide = chartColumns({ bucketMs: MINUTE, buckets: [] }, { ...NO_FILTERS, range: '30d' }, now);
    expect(wide.columns.length).toBeLessThanOrEqual(400);
  });
  it('loses no hop inside the window', () => {
    const offsets = fc.uniqueArray(fc.integer({ min: 0, max: 59 }), { minLength: 1 });
    fc.assert(
      fc.property(offsets, (minutes) => {
        const chart: OutcomeChart = {
          bucketMs: MINUTE,
          buckets: minutes.map((m) => bucket(new Date(now - (now % MINUTE) - m * MINUTE).toISOString(), m)),
        };
        const sum = chart.buckets.reduce((all, each) => all + each.failed + each.succeeded, 0);
        expect(chartColumns(chart, hour, now).total).toBe(sum);
      }),
    );
  });
});

describe('chartStart', () => {
  const nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  const chartOf = (bucketMs: number, ...at: string[]): OutcomeChart => ({
    bucketMs,
    buckets: at.map((each) => ({ at: each, succeeded: 1, failed: 0, running: 0, other: 0 })),
  });
  const late = chartOf(900_000, '2026-11-23T11:45:00.000Z', '2026-11-23T11:30:00.000Z');
  it.each([
    ['all hops in the last half hour of a day', late, '24h', '2026-11-23T11:30:00.000Z'],
    ['or of all time', late, 'all', '2026-11-23T11:30:00.000Z'],
    ['hops half a day ago', chartOf(900_000, '2026-11-23T00:00:00.000Z'), '24h', null],
    ['buckets that cannot be shorter', chartOf(60_000, '2026-11-23T11:59:00.000Z'), '1h', null],
    ['no hops', chartOf(900_000), '24h', null],
  ] as const)('%s', (_, chart, range, start) => {
    expect(chartStart(chart, { ...NO_FILTERS, range }, nowMs)).toBe(start);
  });
  it('leaves a chosen window alone', () => {
    expect(chartStart(late, { ...NO_FILTERS, from: '2026-11-20T00:00:00.000Z' }, nowMs)).toBeNull();
  });
});

describe('brushing', () => {
  const chart = chartColumns({ bucketMs: MINUTE, buckets: [] }, hour, now);
  it('gives both ends, in either direction', () => {
    const window = { from: '2026-11-23T09:10:00.000Z', to: '2026-11-23T09:21:00.000Z' };
    expect(brushedWindow(chart, 10, 20)).toEqual(window);
    expect(brushedWindow(chart, 20, 10)).toEqual(window);
  });
  it('finds the bucket under the pointer, also outside the edges', () => {
    expect([columnAt(-0.2, 61), columnAt(0.5, 61), columnAt(1, 61)]).toEqual([0, 30, 60]);
  });
  it('writes a handful of ticks, at round times', () => {
    const ticks = chartTicks(chart);
    expect(ticks.length).toBeGreaterThan(2);
    expect(ticks.length).toBeLessThanOrEqual(9);
    for (const tick of ticks) expect(tick.atMs % (5 * MINUTE)).toBe(0);
  });
});
