// biome-ignore-all lint/a11y/useSemanticElements: a windowed tree grid has no HTML element
import { memo, type RefObject } from 'react';
import { TimelineBrackets } from './timeline-brackets';
import { statusOf, type TimelineColumns } from './timeline-columns.model';
import { TimelineLinks } from './timeline-links';
import { TimelineRow } from './timeline-row';
import type { TimelineRows } from './timeline-rows.model';
import type { TimelineTree } from './timeline-tree.model';
import type { Projection } from './timeline-zoom.model';
import { ROW_HEIGHT_PX, useRowWindow } from './use-row-window';

const BAR_HEIGHT_PX = 16;

interface TimelineBodyProps {
  scroller: RefObject<HTMLElement | null>;
  heightPx: number;
  headerPx: number;
  columns: TimelineColumns;
  tree: TimelineTree;
  rows: TimelineRows;
  collapsed: ReadonlySet<string>;
  projection: Projection;
  nowMs: number;
  selected: number;
  deepest: number;
  narrow: boolean;
}

/**
 * The rows on screen and their links: all that renders while scrolling. A row that leaves lends its elements to one
 * that comes, so that a scroll step changes a few texts and positions and builds nothing.
 */
export const TimelineBody = memo(function TimelineBody(props: TimelineBodyProps) {
  const { columns, tree, rows, collapsed, projection, nowMs, selected } = props;
  const { first, last, slots } = useRowWindow(props.scroller, props.heightPx, props.headerPx, columns, rows);
  const rendered = [];
  // in the order of the slots, which never changes: a moved element would be laid out anew
  for (let slot = 0; slot < slots; slot++) {
    const row = first + ((slot - (first % slots) + slots) % slots);
    if (row > last) continue;
    const hop = rows.hops[row] ?? -1;
    const isCollapsed = collapsed.size > 0 && collapsed.has(columns.hopIds[hop] ?? '');
    rendered.push(
      <TimelineRow
        key={slot}
        columns={columns}
        hop={hop}
        row={row}
        depth={tree.depth[hop] ?? 0}
        deepest={props.deepest}
        expandable={tree.expandable[hop] === 1}
        collapsed={isCollapsed}
        hidden={isCollapsed ? (tree.subtreeSize[hop] ?? 1) - 1 : 0}
        hiddenBad={isCollapsed ? (tree.badBelow[hop] ?? 0) : 0}
        selected={hop === selected}
        projection={projection}
        nowMs={statusOf(columns, hop) === 'running' ? nowMs : 0}
        narrow={props.narrow}
      />,
    );
  }
  return (
    <div role="rowgroup" className="relative" style={{ height: rows.hops.length * ROW_HEIGHT_PX }}>
      {rendered}
      <TimelineBrackets
        columns={columns}
        rows={rows}
        projection={projection}
        window={{ first, last, rowHeight: ROW_HEIGHT_PX }}
      />
      <TimelineLinks
        columns={columns}
        tree={tree}
        rows={rows}
        projection={projection}
        window={{ first, last, rowHeight: ROW_HEIGHT_PX, barHeight: BAR_HEIGHT_PX, nowMs }}
        selected={selected}
      />
    </div>
  );
});
