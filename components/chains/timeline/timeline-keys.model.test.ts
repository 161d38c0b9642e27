import { describe, expect, it } from 'vitest';
import { aTimeline } from './a-timeline';
import { toTimelineColumns } from './timeline-columns.model';
import { moveSelection, type TimelineMove } from './timeline-keys.model';
import { visibleRows } from './timeline-rows.model';
import { layoutTree } from './timeline-tree.model';

const columns = toTimelineColumns(
  aTimeline([
    { id: 'root', start: 0 },
    { id: 'a', parent: 'root', start: 1, status: 'failed' },
    { id: 'b', parent: 'root', start: 2 },
    { id: 'b2', parent: 'b', start: 3, status: 'lost' },
  ]),
);
const rows = visibleRows(columns, layoutTree(columns), new Set());

describe('moveSelection', () => {
  it.each<[TimelineMove, number, number]>([
    ['next', -1, 0],
    ['next', 1, 2],
    ['next', 3, 3],
    ['previous', 0, 0],
    ['previous', 2, 1],
    ['first', 3, 0],
    ['last', 0, 3],
    ['parent', 3, 2],
    ['parent', 0, -1],
    ['root', 3, 0],
    ['root', -1, 0],
    ['next-failing', -1, 1],
    ['next-failing', 1, 3],
    ['next-failing', 3, 1],
  ])('%s from %d goes to %d', (move, from, to) => {
    expect(moveSelection(columns, rows, from, move)).toBe(to);
  });

  it('finds no failing hop where all went well', () => {
    const fine = toTimelineColumns(aTimeline([{ id: 'x', start: 0 }]));
    const one = visibleRows(fine, layoutTree(fine), new Set());
    expect(moveSelection(fine, one, 0, 'next-failing')).toBe(-1);
  });
});
