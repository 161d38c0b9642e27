import { CHART_INSET_PX } from './timeline-bar';
import { visibleBrackets } from './timeline-brackets.model';
import type { TimelineColumns } from './timeline-columns.model';
import type { TimelineRows } from './timeline-rows.model';
import type { Projection } from './timeline-zoom.model';

/** Executions of state machines as brackets around their hops; each row names its execution in words. */
export function TimelineBrackets({
  columns,
  rows,
  projection,
  window,
}: {
  columns: TimelineColumns;
  rows: TimelineRows;
  projection: Projection;
  window: { first: number; last: number; rowHeight: number };
}) {
  if (columns.executions.length === 0) return null;
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute top-0 left-(--tree) h-px w-[calc(100%-var(--tree))] overflow-x-clip overflow-y-visible"
      fill="none"
    >
      <g transform={`translate(${CHART_INSET_PX} 0)`} strokeWidth={1.5}>
        {visibleBrackets(columns, rows, projection, window).map(({ key, path, bad }) => (
          <path key={key} d={path} className={bad ? 'stroke-failed' : 'stroke-line-control'} />
        ))}
      </g>
    </svg>
  );
}
