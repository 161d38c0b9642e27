import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLine, aTimeline, type TimelineHop } from './a-timeline';
import { bestOf } from './best-of';
import { minimapRuns } from './minimap.model';
import { toTimelineColumns } from './timeline-columns.model';
import { findActivity } from './timeline-idle.model';
import { buildScale, toMs, toUnit } from './timeline-scale.model';
import { formatOffset, ticks } from './timeline-ticks.model';
import { panBy, project, sharesOf, windowOfShares, zoomBy } from './timeline-zoom.model';

const FOLDED = { on: true, opened: new Set<number>() };

function scaleOf(hops: TimelineHop[], folding: { on: boolean; opened: ReadonlySet<number> } = FOLDED) {
  return buildScale(findActivity(toTimelineColumns(aTimeline(hops)), 0), folding);
}

const RETRIES: TimelineHop[] = [
  { id: '1', start: 0, end: 84 },
  { id: '2', parent: '1', start: 60_084, end: 60_168, via: 'async-retry' },
  { id: '3', parent: '2', start: 180_168, end: 180_600, via: 'async-retry' },
];

const spans = fc
  .array(fc.tuple(fc.nat(5000), fc.nat(3_000_000)), { minLength: 1, maxLength: 30 })
  .map((list) => {
    let at = 0;
    return list.map(([run, gap], i) => {
      const start = at;
      at += run + gap;
      return { id: `h${i}`, start, end: start + run };
    });
  });

describe('buildScale', () => {
  it('folds the waits between retries and leaves the runs in proportion', () => {
    const scale = scaleOf(RETRIES);
    expect(scale.stretches.map((s) => [s.fromMs, s.toMs, s.open])).toEqual([
      [84, 60_084, false],
      [60_168, 180_168, false],
    ]);
    expect(toUnit(scale, 84) - toUnit(scale, 0)).toBeCloseTo(84);
    expect(toUnit(scale, 180_600) - toUnit(scale, 180_168)).toBeCloseTo(432);
    expect(scale.totalUnits).toBeLessThan(1.5 * (84 + 84 + 432));
  });

  it('opens one stretch and keeps the other folded', () => {
    const scale = scaleOf(RETRIES, { on: true, opened: new Set([84]) });
    expect(scale.stretches.map((s) => s.open)).toEqual([true, false]);
    expect(toUnit(scale, 60_084) - toUnit(scale, 84)).toBeCloseTo(60_000);
  });

  it('folds nothing when folding is off or no gap stands out', () => {
    expect(scaleOf(RETRIES, { on: false, opened: new Set() }).totalUnits).toBeCloseTo(180_600);
    expect(scaleOf(aLine(10)).stretches).toEqual([]);
  });

  it('is monotonic and reversible, whatever is folded', () => {
    fc.assert(
      fc.property(spans, fc.boolean(), fc.array(fc.nat(100), { minLength: 2 }), (hops, on, shares) => {
        const scale = scaleOf(hops, { on, opened: new Set() });
        const times = shares
          .map((s) => scale.fromMs + (s / 100) * (scale.toMs - scale.fromMs))
          .sort((a, b) => a - b);
        let last = -1;
        for (const ms of times) {
          const unit = toUnit(scale, ms);
          expect(unit).toBeGreaterThanOrEqual(last - 1e-6);
          expect(Math.abs(toMs(scale, unit) - ms)).toBeLessThan(1e-3 * Math.max(1, scale.toMs));
          last = unit;
        }
      }),
    );
  });

  it('survives a chain without any known time', () => {
    const scale = scaleOf([{ id: 'a', status: 'not-observed' }]);
    expect(project(scale, null, 800).x(0)).toBe(0);
    expect(scale.totalUnits).toBeGreaterThan(0);
  });
});

describe('zoom', () => {
  it('keeps the time under the pointer where it is', () => {
    const scale = scaleOf(aLine(100));
    const before = project(scale, null, 1000).ms(250);
    const after = project(scale, zoomBy(scale, null, 0.5, 0.25), 1000).ms(250);
    expect(after).toBeCloseTo(before, 3);
  });

  it('stops at the ends, and zooming out far enough shows everything again', () => {
    const scale = scaleOf(aLine(100));
    const close = zoomBy(scale, null, 0.1);
    expect(panBy(scale, close, -50)?.fromMs).toBeCloseTo(0);
    expect(panBy(scale, close, 50)?.toMs).toBeCloseTo(scale.toMs);
    expect(zoomBy(scale, close, 100)).toBeNull();
  });

  it('never leaves the chain and never turns around', () => {
    const acts = fc.array(
      fc.tuple(fc.constantFrom('zoom', 'pan'), fc.double({ min: -3, max: 3, noNaN: true })),
    );
    fc.assert(
      fc.property(spans, acts, (hops, list) => {
        const scale = scaleOf(hops);
        let zoom = windowOfShares(scale, 0.2, 0.6);
        for (const [act, by] of list)
          zoom = act === 'zoom' ? zoomBy(scale, zoom, 2 ** by) : panBy(scale, zoom, by);
        const [from, to] = sharesOf(scale, zoom);
        expect(from).toBeGreaterThanOrEqual(-1e-6);
        expect(to).toBeLessThanOrEqual(1 + 1e-6);
        expect(to).toBeGreaterThan(from);
      }),
    );
  });
});

describe('ticks', () => {
  it.each([
    [0, 100, '0 ms'],
    [84, 10, '84 ms'],
    [3200, 200, '3.2 s'],
    [60_000, 60_000, '1 min'],
    [65_000, 5000, '1 min 5 s'],
    [7_800_000, 600_000, '2 h 10 min'],
    [7_200_000, 3_600_000, '2 h'],
    [97_200_000, 10_800_000, '1 d 3 h'],
  ])('says %d ms at steps of %d ms as %s', (ms, step, label) => {
    expect(formatOffset(ms, step)).toBe(label);
  });

  it('names the time at which the chain goes on after a fold', () => {
    const scale = scaleOf(RETRIES);
    const labels = ticks(scale, project(scale, null, 900)).map((tick) => tick.label);
    expect(labels[0]).toBe('0 ms');
    expect(labels.some((label) => label.startsWith('1 min'))).toBe(true);
    expect(labels.some((label) => label.startsWith('3 min'))).toBe(true);
  });

  it('never crowds labels and stays bounded at any number of folds', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 100, max: 2000 }), (hops, width) => {
        const scale = scaleOf(hops);
        const found = ticks(scale, project(scale, null, width));
        expect(found.length).toBeLessThanOrEqual(width / 76 + 1);
        found.forEach((tick, i) => {
          expect(tick.x - (found[i - 1]?.x ?? -1000)).toBeGreaterThanOrEqual(76);
        });
      }),
    );
  });
});

describe('50,000 hops', () => {
  it('finds folds, builds the scale, the minimap and the ticks within 50 ms', () => {
    const columns = toTimelineColumns(aTimeline(aLine(50_000, 84, 60_000)));
    const bestMs = bestOf(() => {
      const scale = buildScale(findActivity(columns, 0), FOLDED);
      const found = minimapRuns(columns, scale, 900, 0);
      expect(found.length).toBeGreaterThan(0);
      expect(ticks(scale, project(scale, null, 900)).length).toBeLessThan(14);
    });
    expect(bestMs).toBeLessThan(50);
  });
});
