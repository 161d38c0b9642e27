import { describe, expect, it } from 'vitest';
import { aLine, aTimeline, type TimelineHop } from './a-timeline';
import { failureRuns, minimapRuns } from './minimap.model';
import { describeHop, rowBars } from './timeline-bars.model';
import { toTimelineColumns } from './timeline-columns.model';
import { findActivity } from './timeline-idle.model';
import { visibleLinks } from './timeline-links.model';
import { visibleRows } from './timeline-rows.model';
import { buildScale } from './timeline-scale.model';
import { layoutTree } from './timeline-tree.model';
import { project } from './timeline-zoom.model';

function draw(hops: TimelineHop[], width = 1000, nowMs = 0) {
  const columns = toTimelineColumns(aTimeline(hops));
  const scale = buildScale(findActivity(columns, nowMs), { on: false, opened: new Set() });
  const projection = project(scale, null, width);
  return { columns, scale, projection, bars: (hop: number) => rowBars(columns, hop, projection, nowMs) };
}

describe('rowBars', () => {
  it('draws a retry’s wait thin, from the failed end to the next start', () => {
    const { bars } = draw([
      { id: '1', start: 0, end: 1000, status: 'failed' },
      { id: '2', parent: '1', start: 9000, end: 10_000, via: 'async-retry' },
    ]);
    expect(bars(1).lead).toEqual({ kind: 'wait', x: 100, width: 800, ms: 8000 });
    expect(bars(1).bar).toEqual({ x: 900, width: 100 });
    expect(bars(0).lead).toBeNull();
  });

  it.each([
    ['eventbridge', 'transit'],
    ['stepfunctions', 'transit'],
    ['invoke', 'wait'],
    ['duplicate-delivery', 'wait'],
    ['manual', undefined],
    ['unknown', undefined],
  ] as const)('leads to a hop by %s with %s', (via, kind) => {
    const { bars } = draw([
      { id: '1', start: 0, end: 1000 },
      { id: '2', parent: '1', start: 2000, end: 3000, via },
    ]);
    expect(bars(1).lead?.kind).toBe(kind);
  });

  it('draws an event’s transit from its publishing, also before the chain’s first run', () => {
    const { bars } = draw([
      { id: '1', start: 1000, end: 3000, via: 'eventbridge', sent: 0 },
      { id: '2', parent: '1', start: 4000, end: 5000, via: 'eventbridge', sent: 2000 },
      { id: '3', parent: '2', start: 6000, end: 10_000, via: 'eventbridge', sent: 7000 },
    ]);
    expect(bars(0).lead).toEqual({ kind: 'transit', x: 0, width: 100, ms: 1000 });
    expect(bars(1).lead).toEqual({ kind: 'transit', x: 200, width: 200, ms: 2000 });
    // by a clock that goes wrong
    expect(bars(2).lead).toEqual({ kind: 'transit', x: 500, width: 100, ms: 1000 });
  });

  it('keeps the shortest run visible and grows a running one to now', () => {
    const { bars } = draw(
      [
        { id: '1', start: 0, end: 0.01 },
        { id: '2', parent: '1', start: 5000, status: 'running' },
      ],
      1000,
      10_000,
    );
    expect(bars(0).bar?.width).toBe(3);
    expect(bars(1).bar).toEqual({ x: 500, width: 500 });
    expect(bars(1).durationMs).toBeNull();
  });

  it('draws nothing where no start is known', () => {
    expect(draw([{ id: '1', status: 'not-observed' }]).bars(0).bar).toBeNull();
  });
});

describe('describeHop', () => {
  it('says the row in words', () => {
    const { columns } = draw([
      { id: '1', start: 0, end: 1000 },
      { id: '2', parent: '1', start: 2000, status: 'running' },
      { id: '3', start: 2500, end: 2600, via: 'unknown', linkKind: 3, status: 'failed' },
    ]);
    const words = [0, 1, 2].map((hop) => describeHop(columns, hop, (ms) => `${ms} ms`));
    expect(words).toEqual([
      'Hop 1 poll-order, succeeded, by invoke, started after 0 ms, ran 1000 ms',
      'Hop 2 poll-order, running, by invoke from hop 1, started after 2000 ms',
      'Hop 3 poll-order, failed, by unknown, parent unknown, started after 2500 ms, ran 100 ms',
    ]);
  });
});

describe('visibleLinks', () => {
  it('draws at most two links per visible row, however many the chain has', () => {
    const hops = aLine(2000).map((hop, i) => ({ ...hop, parent: i === 0 ? null : 'hop-0' }));
    const { columns, projection } = draw(hops);
    const tree = layoutTree(columns);
    const rows = visibleRows(columns, tree, new Set());
    const window = { first: 0, last: 30, rowHeight: 32, barHeight: 14, nowMs: 0 };
    const links = visibleLinks(columns, tree, rows, projection, window);
    expect(links.length).toBeGreaterThan(20);
    expect(links.length).toBeLessThanOrEqual(62);
    expect(new Set(links.map((link) => link.key)).size).toBe(links.length);
  });

  it('marks a link that only the trace suggests', () => {
    const { columns, projection } = draw([
      { id: '1', start: 0, end: 10 },
      { id: '2', parent: '1', start: 20, end: 30, linkKind: 2 },
    ]);
    const tree = layoutTree(columns);
    const rows = visibleRows(columns, tree, new Set());
    const window = { first: 0, last: 1, rowHeight: 32, barHeight: 14, nowMs: 0 };
    expect(visibleLinks(columns, tree, rows, projection, window).map((link) => link.certain)).toEqual([
      false,
    ]);
  });
});

describe('minimap', () => {
  it('shows one failed hop among fifty thousand, in time and in rows', () => {
    const hops: TimelineHop[] = aLine(50_000).map((hop, i) =>
      i === 31_234 ? { ...hop, status: 'failed' } : hop,
    );
    const { columns, scale } = draw(hops);
    const failed = minimapRuns(columns, scale, 800, 0).filter((run) => run.status === 'failed');
    expect(failed).toHaveLength(1);
    expect(failed[0]?.from).toBe(Math.floor((31_234 / 50_000) * 800));
    const rows = visibleRows(columns, layoutTree(columns), new Set());
    expect(failureRuns(columns, rows, 600)).toEqual([
      { from: Math.floor((31_234 / 50_000) * 600), length: 1, status: 'failed' },
    ]);
  });
});
