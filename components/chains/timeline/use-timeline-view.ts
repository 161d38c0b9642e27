import { useMemo, useState } from 'react';
import type { TimelineColumns } from './timeline-columns.model';
import { findActivity } from './timeline-idle.model';
import { visibleRows } from './timeline-rows.model';
import { buildScale, type Folding, type Stretch } from './timeline-scale.model';
import type { TimelineTree } from './timeline-tree.model';
import { project, type ZoomWindow } from './timeline-zoom.model';

const ALL_FOLDED: Folding = { on: true, opened: new Set() };
const NONE: ReadonlySet<string> = new Set();

/** What a reader changes about the picture: collapsed hops, folds and zoom; and the picture that follows. */
export function useTimelineView(
  columns: TimelineColumns,
  tree: TimelineTree,
  plotWidth: number,
  nowMs: number,
) {
  const [collapsed, setCollapsed] = useState<ReadonlySet<string>>(NONE);
  const [folding, setFolding] = useState(ALL_FOLDED);
  const [zoom, setZoom] = useState<ZoomWindow>(null);
  const rows = useMemo(() => visibleRows(columns, tree, collapsed), [columns, tree, collapsed]);
  const activity = useMemo(() => findActivity(columns, nowMs), [columns, nowMs]);
  const scale = useMemo(() => buildScale(activity, folding), [activity, folding]);
  const projection = useMemo(() => project(scale, zoom, plotWidth), [scale, zoom, plotWidth]);
  return {
    rows,
    scale,
    projection,
    collapsed,
    setCollapsed,
    folding,
    zoom,
    setZoom,
    foldAll: () => setFolding(ALL_FOLDED),
    openAll: () => setFolding({ on: false, opened: new Set() }),
    toggleFold: (stretch: Stretch) =>
      setFolding((was) => {
        const opened = was.on ? new Set(was.opened) : new Set(activity.idle.map((idle) => idle.fromMs));
        if (stretch.open) opened.delete(stretch.fromMs);
        else opened.add(stretch.fromMs);
        return { on: true, opened };
      }),
  };
}
