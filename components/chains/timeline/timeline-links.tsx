import { CHART_INSET_PX } from './timeline-bar';
import type { TimelineColumns } from './timeline-columns.model';
import { type LinkWindow, visibleLinks } from './timeline-links.model';
import type { TimelineRows } from './timeline-rows.model';
import type { TimelineTree } from './timeline-tree.model';
import type { Projection } from './timeline-zoom.model';

/** Lines from cause to effect between the rows on screen; dashed where only a guess or the trace joins them. */
export function TimelineLinks({
  columns,
  tree,
  rows,
  projection,
  window,
  selected,
}: {
  columns: TimelineColumns;
  tree: TimelineTree;
  rows: TimelineRows;
  projection: Projection;
  window: LinkWindow;
  selected: number;
}) {
  const links = visibleLinks(columns, tree, rows, projection, window);
  return (
    <svg
      aria-hidden
      className="pointer-events-none absolute top-0 left-(--tree) h-px w-[calc(100%-var(--tree))] overflow-x-clip overflow-y-visible"
      fill="none"
    >
      <g transform={`translate(${CHART_INSET_PX} 0)`}>
        {links.map((link) => {
          const near =
            selected >= 0 && (link.effect === selected || columns.parent[link.effect] === selected);
          return (
            <path
              key={link.key}
              d={link.path}
              stroke={near ? 'var(--accent)' : 'var(--line-control)'}
              strokeOpacity={near ? 1 : 0.75}
              strokeWidth={near ? 1.5 : 1}
              strokeDasharray={link.certain ? undefined : '2 3'}
            />
          );
        })}
      </g>
    </svg>
  );
}
