import { isBadRank, rankOf, type TimelineColumns } from './timeline-columns.model';
import type { TimelineRows } from './timeline-rows.model';

export type TimelineMove = 'next' | 'previous' | 'first' | 'last' | 'parent' | 'root' | 'next-failing';

/** The hop a key moves to, -1 where there is none. Without a selection every move starts at the top. */
export function moveSelection(
  columns: TimelineColumns,
  rows: TimelineRows,
  selected: number,
  move: TimelineMove,
): number {
  const count = rows.hops.length;
  if (count === 0) return -1;
  const row = rows.rowOf[selected] ?? -1;
  switch (move) {
    case 'first':
      return rows.hops[0] ?? -1;
    case 'last':
      return rows.hops[count - 1] ?? -1;
    case 'next':
      return rows.hops[Math.min(row + 1, count - 1)] ?? -1;
    case 'previous':
      return rows.hops[Math.max(row - 1, 0)] ?? -1;
    case 'parent':
      return columns.parent[selected] ?? -1;
    case 'root':
      return rootOf(columns, selected < 0 ? (rows.hops[0] ?? 0) : selected);
    case 'next-failing':
      return nextFailing(columns, rows, row);
  }
}

function rootOf(columns: TimelineColumns, hop: number): number {
  let at = hop;
  for (let steps = 0; steps <= columns.count; steps++) {
    const parent = columns.parent[at] ?? -1;
    if (parent < 0) return at;
    at = parent;
  }
  return hop;
}

/** Below the selection first, then from the top again. */
function nextFailing(columns: TimelineColumns, rows: TimelineRows, row: number): number {
  const count = rows.hops.length;
  for (let step = 1; step <= count; step++) {
    const hop = rows.hops[(row + step + count) % count] ?? -1;
    if (isBadRank(rankOf(columns, hop))) return hop;
  }
  return -1;
}
