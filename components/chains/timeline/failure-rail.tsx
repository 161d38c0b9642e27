import { useMemo } from 'react';
import { BAR_COLOR } from './bar-look';
import { failureRuns } from './minimap.model';
import type { TimelineColumns } from './timeline-columns.model';
import type { TimelineRows } from './timeline-rows.model';
import { ROW_HEIGHT_PX } from './use-row-window';

const BUCKETS = 300;

/** Where in the list the failing hops are: marks beside the scroll bar. */
export function FailureRail({
  columns,
  rows,
  heightPx,
}: {
  columns: TimelineColumns;
  rows: TimelineRows;
  /** of the list's window */
  heightPx: number;
}) {
  const runs = useMemo(() => failureRuns(columns, rows, BUCKETS), [columns, rows]);
  if (rows.hops.length * ROW_HEIGHT_PX <= heightPx) return null;
  return (
    <svg
      aria-hidden
      className="forced-mark pointer-events-none absolute top-7 right-0 bottom-0 z-20 h-[calc(100%-1.75rem)] w-1"
      viewBox={`0 0 1 ${BUCKETS}`}
      preserveAspectRatio="none"
    >
      {runs.map((run) => (
        <rect
          key={run.from}
          y={run.from}
          width="1"
          height={Math.max(run.length, 2)}
          fill={BAR_COLOR[run.status]}
        />
      ))}
    </svg>
  );
}
