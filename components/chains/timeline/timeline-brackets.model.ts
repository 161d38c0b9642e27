import type { TimelineColumns } from './timeline-columns.model';
import type { TimelineRows } from './timeline-rows.model';
import type { Projection } from './timeline-zoom.model';

export interface TimelineBracket {
  key: string;
  /** SVG path of its two ends, the right one only where the execution is over */
  path: string;
  bad: boolean;
}

const OUT_PX = 5;
const TICK_PX = 6;
const INSET_PX = 3;

/** Brackets around the rows on screen that are tasks of one execution, from its start to its end in time. */
export function visibleBrackets(
  columns: TimelineColumns,
  rows: TimelineRows,
  projection: Projection,
  window: { first: number; last: number; rowHeight: number },
): TimelineBracket[] {
  const brackets: TimelineBracket[] = [];
  const executionAt = (row: number) => columns.executionIndex[rows.hops[row] ?? -1] ?? -1;
  for (let row = Math.max(0, window.first); row <= window.last; row++) {
    const index = executionAt(row);
    const execution = columns.executions[index];
    if (execution === undefined) continue;
    const from = row;
    while (row < window.last && executionAt(row + 1) === index) row++;
    // beyond the window it goes on without its tick
    const top = executionAt(from - 1) === index ? null : from * window.rowHeight + INSET_PX;
    const bottom = executionAt(row + 1) === index ? null : (row + 1) * window.rowHeight - INSET_PX;
    const ends = { from: from * window.rowHeight, to: (row + 1) * window.rowHeight, top, bottom };
    const path = [
      sideAt(projection, execution.startMs, -1, ends),
      sideAt(projection, execution.endMs, 1, ends),
    ].join('');
    if (path === '') continue;
    const bad = execution.status === 'FAILED' || execution.status === 'TIMED_OUT';
    brackets.push({ key: `${execution.executionArn} ${from}`, path, bad });
  }
  return brackets;
}

function sideAt(
  projection: Projection,
  atMs: number,
  side: 1 | -1,
  ends: { from: number; to: number; top: number | null; bottom: number | null },
): string {
  if (atMs < 0) return '';
  const x = Math.round(projection.x(atMs)) + 0.5 + side * OUT_PX;
  if (x < -TICK_PX - OUT_PX || x > projection.width + TICK_PX + OUT_PX) return '';
  const inner = x - side * TICK_PX;
  const top = ends.top === null ? `M${x} ${ends.from}` : `M${inner} ${ends.top}H${x}`;
  const bottom = ends.bottom === null ? `V${ends.to}` : `V${ends.bottom}H${inner}`;
  return top + bottom;
}
