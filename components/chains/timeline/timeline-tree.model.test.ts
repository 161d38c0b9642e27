import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aLine, aTimeline, type TimelineHop } from './a-timeline';
import { bestOf } from './best-of';
import { toTimelineColumns } from './timeline-columns.model';
import { collapsibleAt, revealing, visibleRows } from './timeline-rows.model';
import { layoutTree } from './timeline-tree.model';

function lay(hops: TimelineHop[]) {
  const columns = toTimelineColumns(aTimeline(hops));
  const tree = layoutTree(columns);
  const shown = (collapsed: string[] = []) =>
    [...visibleRows(columns, tree, new Set(collapsed)).hops].map(
      (hop) => `${'  '.repeat(tree.depth[hop] ?? 0)}${columns.hopIds[hop]}`,
    );
  return { columns, tree, shown };
}

describe('layoutTree', () => {
  it('keeps hops that follow one another in one column', () => {
    expect(lay(aLine(4)).shown()).toEqual(['hop-0', 'hop-1', 'hop-2', 'hop-3']);
  });

  it('indents every branch of a fan-out, each with its own followers in one column', () => {
    const { shown } = lay([
      { id: 'root', start: 0 },
      { id: 'a', parent: 'root', start: 1 },
      { id: 'b', parent: 'root', start: 2 },
      { id: 'a2', parent: 'a', start: 3 },
      { id: 'b2', parent: 'b', start: 4 },
    ]);
    expect(shown()).toEqual(['root', '  a', '  a2', '  b', '  b2']);
  });

  it('keeps a line straight beside a run that a person started from it', () => {
    const { shown } = lay([
      { id: '1', start: 0 },
      { id: '2', parent: '1', start: 1 },
      { id: 'again', parent: '1', start: 2, via: 'manual' },
      { id: '3', parent: '2', start: 3 },
    ]);
    expect(shown()).toEqual(['1', '2', '3', '  again']);
  });

  it('shows hops without a known parent as roots, and circles from their earliest hop', () => {
    const { shown } = lay([
      { id: 'x', parent: 'y', start: 0 },
      { id: 'y', parent: 'x', start: 1 },
      { id: 'self', parent: 'self', start: 2 },
      { id: 'orphan', parent: 'elsewhere', start: 3 },
    ]);
    expect(shown()).toEqual(['self', 'orphan', 'x', 'y']);
  });

  it('counts what a collapsed hop hides, and what of it went wrong', () => {
    const { columns, tree, shown } = lay([
      { id: 'root', start: 0 },
      { id: 'a', parent: 'root', start: 1, status: 'failed' },
      { id: 'b', parent: 'root', start: 2 },
      { id: 'b2', parent: 'b', start: 3, status: 'timed-out' },
    ]);
    expect(tree.subtreeSize[0]).toBe(4);
    expect(tree.badBelow[0]).toBe(2);
    expect(shown(['root'])).toEqual(['root']);
    expect(shown(['b'])).toEqual(['root', '  a', '  b']);
    expect(collapsibleAt(columns, tree, 3)).toBe(2);
    expect(collapsibleAt(columns, tree, 1)).toBe(0);
    expect([...revealing(columns, new Set(['root', 'b', 'a']), 3)]).toEqual(['a']);
  });

  it('places every hop exactly once, whatever the parents', () => {
    const parents = fc.array(fc.integer({ min: -1, max: 60 }), { maxLength: 60 });
    fc.assert(
      fc.property(parents, (list) => {
        const hops = list.map((parent, i) => ({ id: `h${i}`, parent: `h${parent}`, start: i }));
        const { columns, tree } = lay(hops);
        expect([...tree.order].sort((a, b) => a - b)).toEqual(hops.map((_, i) => i));
        const rows = visibleRows(columns, tree, new Set());
        for (let row = 0; row < rows.hops.length; row++) expect(rows.rowOf[rows.hops[row] ?? -1]).toBe(row);
      }),
    );
  });

  it('never shows a hop below a collapsed one, and shows all others', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(), { minLength: 1, maxLength: 40 }),
        fc.array(fc.nat(39), { maxLength: 6 }),
        (seeds, folds) => {
          const hops = seeds.map((seed, i) => ({
            id: `h${i}`,
            parent: i === 0 ? null : `h${seed % i}`,
            start: i,
          }));
          const collapsed = new Set(folds.map((f) => `h${f % hops.length}`));
          const { columns, tree } = lay(hops);
          const rows = visibleRows(columns, tree, collapsed);
          hops.forEach((_, hop) => {
            let hidden = false;
            for (let at = columns.parent[hop] ?? -1; at >= 0; at = columns.parent[at] ?? -1)
              hidden ||= collapsed.has(`h${at}`);
            expect((rows.rowOf[hop] ?? -1) < 0).toBe(hidden);
          });
        },
      ),
    );
  });

  it('lays out 50,000 hops in a line or in one fan-out within 50 ms', () => {
    const line = aTimeline(aLine(50_000));
    const fan = aTimeline(aLine(50_000).map((hop, i) => ({ ...hop, parent: i === 0 ? null : 'hop-0' })));
    for (const wire of [line, fan]) {
      const columns = toTimelineColumns(wire);
      const bestMs = bestOf(() => {
        expect(visibleRows(columns, layoutTree(columns), new Set()).hops).toHaveLength(50_000);
      });
      expect(bestMs).toBeLessThan(50);
    }
  });
});
