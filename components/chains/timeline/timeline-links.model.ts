import { LINK_UNKNOWN_PARENT, type TimelineColumns } from './timeline-columns.model';
import { endForDrawing } from './timeline-idle.model';
import type { TimelineRows } from './timeline-rows.model';
import type { TimelineTree } from './timeline-tree.model';
import type { Projection } from './timeline-zoom.model';

export interface TimelineLink {
  key: string;
  /** SVG path from the cause's bar to the effect's bar */
  path: string;
  effect: number;
  certain: boolean;
}

/** The rows on screen and their measures in px. */
export interface LinkWindow {
  first: number;
  last: number;
  rowHeight: number;
  barHeight: number;
  nowMs: number;
}

const RADIUS_PX = 5;
/** A link to a row outside the window ends this far beyond its edge. */
const BEYOND_PX = 24;

/**
 * Links that touch rows [first, last]: every visible effect to its cause, and from every visible cause one line to
 * its next effect below. At most two per row, whatever the chain's size. y counts from the first row of the list.
 */
export function visibleLinks(
  columns: TimelineColumns,
  tree: TimelineTree,
  rows: TimelineRows,
  projection: Projection,
  window: LinkWindow,
): TimelineLink[] {
  const links: TimelineLink[] = [];
  for (let row = window.first; row <= window.last; row++) {
    const hop = rows.hops[row] ?? -1;
    if (hop < 0) break;
    const parent = columns.parent[hop] ?? -1;
    if (parent >= 0) add(parent, hop);
    for (let child = tree.firstChild[hop] ?? -1; child >= 0; child = tree.nextSibling[child] ?? -1) {
      const childRow = rows.rowOf[child] ?? -1;
      if (childRow < 0 || childRow <= window.last) {
        if (childRow < 0) break;
        continue;
      }
      add(hop, child);
      break;
    }
  }
  return links;

  function add(cause: number, effect: number) {
    const causeRow = rows.rowOf[cause] ?? -1;
    const effectRow = rows.rowOf[effect] ?? -1;
    if (causeRow < 0 || effectRow < 0) return;
    const path = linkPath(columns, projection, window, cause, effect, causeRow, effectRow);
    if (path === null) return;
    links.push({
      key: columns.hopIds[effect] ?? String(effect),
      path,
      effect,
      certain: (columns.linkKind[effect] ?? 0) < 2 && columns.linkKind[effect] !== LINK_UNKNOWN_PARENT,
    });
  }
}

function linkPath(
  columns: TimelineColumns,
  projection: Projection,
  window: LinkWindow,
  cause: number,
  effect: number,
  causeRow: number,
  effectRow: number,
): string | null {
  const causeStart = columns.startMs[cause] ?? Number.NaN;
  const start = columns.startMs[effect] ?? Number.NaN;
  if (Number.isNaN(causeStart) || Number.isNaN(start)) return null;
  const left = Math.min(Math.max(start, causeStart), endForDrawing(columns, cause, window.nowMs));
  const x1 = Math.round(projection.x(left)) + 0.5;
  const x2 = Math.round(projection.x(start)) + 0.5;
  if ((x1 < 0 && x2 < 0) || (x1 > projection.width && x2 > projection.width)) return null;
  const down = effectRow > causeRow;
  const half = window.barHeight / 2;
  const top = window.first * window.rowHeight - BEYOND_PX;
  const bottom = (window.last + 1) * window.rowHeight + BEYOND_PX;
  const within = (y: number) => Math.min(Math.max(y, top), bottom);
  const y1 = within((causeRow + 0.5) * window.rowHeight + (down ? half : -half));
  const y2 = (effectRow + 0.5) * window.rowHeight;
  if (y2 !== within(y2)) return `M${x1} ${y1}V${within(y2)}`;
  if (x2 - x1 < RADIUS_PX + 2) return `M${x1} ${y1}V${y2 + (down ? -half : half)}`;
  const r = Math.min(RADIUS_PX, Math.abs(y2 - y1) / 2);
  return `M${x1} ${y1}V${y2 + (down ? -r : r)}Q${x1} ${y2} ${x1 + r} ${y2}H${x2}`;
}
