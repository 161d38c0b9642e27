import type { TimelineColumns } from './timeline-columns.model';
import type { TimelineTree } from './timeline-tree.model';

/** What is on screen after collapsing: `hops` by row, and `rowOf` by hop (-1 where hidden). */
export interface TimelineRows {
  hops: Int32Array;
  rowOf: Int32Array;
}

/** Rows in display order without what lies below a collapsed hop. */
export function visibleRows(
  columns: TimelineColumns,
  tree: TimelineTree,
  collapsed: ReadonlySet<string>,
): TimelineRows {
  const rowOf = new Int32Array(columns.count).fill(-1);
  const hops = new Int32Array(columns.count);
  let rows = 0;
  for (let i = 0; i < columns.count; ) {
    const hop = tree.order[i] ?? 0;
    rowOf[hop] = rows;
    hops[rows++] = hop;
    const folded = collapsed.size > 0 && collapsed.has(columns.hopIds[hop] ?? '');
    i += folded ? Math.max(1, tree.subtreeSize[hop] ?? 1) : 1;
  }
  return { hops: rows === columns.count ? hops : hops.slice(0, rows), rowOf };
}

/** The hop itself where it can be collapsed, else the nearest one above that can; -1 where none can. */
export function collapsibleAt(columns: TimelineColumns, tree: TimelineTree, hop: number): number {
  let at = hop;
  for (let steps = 0; at >= 0 && steps <= columns.count; steps++) {
    if (tree.expandable[at] === 1) return at;
    at = columns.parent[at] ?? -1;
  }
  return -1;
}

/** `collapsed` without the ancestors of a hop, so that its row is shown; the same set where nothing hides it. */
export function revealing(
  columns: TimelineColumns,
  collapsed: ReadonlySet<string>,
  hop: number,
): ReadonlySet<string> {
  if (collapsed.size === 0) return collapsed;
  const open = new Set(collapsed);
  let at = columns.parent[hop] ?? -1;
  for (let steps = 0; at >= 0 && steps <= columns.count; steps++) {
    open.delete(columns.hopIds[at] ?? '');
    at = columns.parent[at] ?? -1;
  }
  return open.size === collapsed.size ? collapsed : open;
}
