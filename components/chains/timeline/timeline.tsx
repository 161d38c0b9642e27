// biome-ignore-all lint/a11y/useSemanticElements: a windowed tree grid has no HTML element
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid holds the focus and names the active row
'use client';
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { HandlersOf, TIMELINE_KEYS } from '@/components/ui/page-keys';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { FailureRail } from './failure-rail';
import { PaneDivider } from './pane-divider';
import { TimelineAxis, TimelineGrid } from './timeline-axis';
import { CHART_INSET_PX } from './timeline-bar';
import { TimelineBody } from './timeline-body';
import type { TimelineColumns } from './timeline-columns.model';
import { endForDrawing } from './timeline-idle.model';
import { moveSelection, type TimelineMove } from './timeline-keys.model';
import { TimelineMinimap } from './timeline-minimap';
import { collapsibleAt, revealing } from './timeline-rows.model';
import { TimelineToolbar } from './timeline-toolbar';
import { layoutTree } from './timeline-tree.model';
import { panBy, windowAround, zoomBy } from './timeline-zoom.model';
import { useElementSize } from './use-element-size';
import { ROW_HEIGHT_PX, showRow } from './use-row-window';
import { useTimelineView } from './use-timeline-view';
import { useTimelineWheel } from './use-timeline-wheel';
import './timeline.css';

const AXIS_PX = 28;
/** room right of the plot, so that every bar keeps its label */
const LABEL_ROOM_PX = 116;
const NARROW_PX = 640;
const MOVE_BY_KEY: Partial<Record<string, TimelineMove>> = {
  ArrowDown: 'next',
  ArrowUp: 'previous',
  Home: 'first',
  End: 'last',
};

/**
 * The chain as a tree with bars on one scale. Only the rows on screen exist; selecting re-renders two of them.
 * `nowMs` counts from the chain's base and stands still for a chain that has ended.
 */
export function Timeline({
  columns,
  nowMs,
  selected,
  onSelect,
  switcher,
}: {
  columns: TimelineColumns;
  nowMs: number;
  /** hop index, -1 for none */
  selected: number;
  onSelect: (hop: number) => void;
  switcher: ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const size = useElementSize(scroller, { width: 900, height: 600 });
  const narrow = size.width < NARROW_PX;
  const [wantedTree, setTreeWidth] = useState<number | null>(null);
  const widestTree = Math.max(140, size.width - 160);
  const treeWidth = Math.min(wantedTree ?? (narrow ? Math.round(size.width * 0.46) : 300), widestTree);
  const room = narrow ? 64 : LABEL_ROOM_PX;
  const plotWidth = Math.max(40, size.width - treeWidth - CHART_INSET_PX - room);

  const tree = useMemo(() => layoutTree(columns), [columns]);
  const view = useTimelineView(columns, tree, plotWidth, nowMs);
  const { rows, scale, projection, collapsed, zoom, setZoom } = view;

  // only a new selection moves the list; growth and collapsing keep the place
  const reveal = useEffectEvent((hop: number) => {
    const row = rows.rowOf[hop] ?? -1;
    if (row >= 0) showRow(scroller.current, row, AXIS_PX);
    else if (hop >= 0) view.setCollapsed((was) => revealing(columns, was, hop));
  });
  useEffect(() => reveal(selected), [selected]);
  useTimelineWheel(scroller, scale, treeWidth, plotWidth, setZoom);

  const go = (move: TimelineMove) => {
    const hop = moveSelection(columns, rows, selected, move);
    if (hop >= 0) onSelect(hop);
  };
  const toggle = (hop: number, open: boolean) => {
    const at = open ? hop : collapsibleAt(columns, tree, hop);
    const hopId = columns.hopIds[at];
    if (at < 0 || hopId === undefined || tree.expandable[at] !== 1) return;
    view.setCollapsed((was) => {
      const next = new Set(was);
      if (open) next.delete(hopId);
      else next.add(hopId);
      return next;
    });
    if (!open && at !== hop) onSelect(at);
  };
  const fitRows = () => {
    let from = Number.POSITIVE_INFINITY;
    let to = Number.NEGATIVE_INFINITY;
    const top = Math.floor((scroller.current?.scrollTop ?? 0) / ROW_HEIGHT_PX);
    const onScreen = Math.max(1, Math.floor((size.height - AXIS_PX) / ROW_HEIGHT_PX));
    for (let row = top; row < Math.min(top + onScreen, rows.hops.length); row++) {
      const hop = rows.hops[row] ?? -1;
      from = Math.min(from, columns.startMs[hop] || from);
      to = Math.max(to, endForDrawing(columns, hop, nowMs) || to);
    }
    if (from <= to) setZoom(windowAround(scale, from, to));
  };
  const acts = {
    zoomIn: () => setZoom(zoomBy(scale, zoom, 0.6)),
    zoomOut: () => setZoom(zoomBy(scale, zoom, 1 / 0.6)),
    zoomAll: () => setZoom(null),
    fitRows,
    foldAll: view.foldAll,
    openAll: view.openAll,
  };
  const handlers: HandlersOf<typeof TIMELINE_KEYS> = {
    j: () => go('next'),
    k: () => go('previous'),
    p: () => go('parent'),
    t: () => go('root'),
    n: () => go('next-failing'),
    e: () => toggle(selected, true),
    w: () => toggle(selected, false),
    f: fitRows,
    '+': acts.zoomIn,
    '-': acts.zoomOut,
    '0': acts.zoomAll,
    h: () => setZoom(panBy(scale, zoom, -0.25)),
    l: () => setZoom(panBy(scale, zoom, 0.25)),
    '[': view.foldAll,
    ']': view.openAll,
  };
  // `=` is `+` without Shift
  useHotkeys({ ...handlers, '=': acts.zoomIn });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const move = MOVE_BY_KEY[event.key];
    if (move === undefined && event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    if (move === undefined) toggle(selected, event.key === 'ArrowRight');
    else go(move);
  };

  const selectedRow = rows.rowOf[selected] ?? -1;
  return (
    <div
      className="relative flex min-h-0 min-w-0 flex-1 flex-col"
      style={{ '--tree': `${treeWidth}px` } as React.CSSProperties}
    >
      <TimelineMinimap columns={columns} scale={scale} nowMs={nowMs} zoom={zoom} onZoom={setZoom} />
      <div className="relative flex min-h-0 flex-1">
        <div
          ref={scroller}
          role="treegrid"
          tabIndex={0}
          aria-label={`Timeline, ${columns.count} hops`}
          aria-rowcount={rows.hops.length + 1}
          aria-activedescendant={selectedRow >= 0 ? `hop-row-${selectedRow}` : undefined}
          onKeyDown={onKeyDown}
          onClick={(event) => {
            const target = event.target instanceof Element ? event.target : null;
            const row = Number(target?.closest('[data-row]')?.getAttribute('data-row') ?? Number.NaN);
            const hop = rows.hops[row] ?? -1;
            if (hop < 0) return;
            if (target?.closest('[data-toggle]') != null)
              toggle(hop, collapsed.has(columns.hopIds[hop] ?? ''));
            else onSelect(hop);
          }}
          className="min-w-0 flex-1 overflow-x-hidden overflow-y-auto bg-surface -outline-offset-2"
        >
          <div role="rowgroup" className="sticky top-0 z-10 will-change-transform">
            <div role="row" className="flex h-7 border-b border-line-strong bg-surface">
              <div
                role="columnheader"
                className="flex w-(--tree) shrink-0 items-center justify-between border-r border-line pr-1 pl-5 text-xs text-muted"
              >
                <span>Hops</span>
                <span className="flex">
                  <TimelineToolbar
                    acts={acts}
                    zoomed={zoom !== null}
                    folded={view.folding.on && view.folding.opened.size === 0}
                    narrow={narrow}
                    hasFolds={scale.stretches.length > 0}
                  />
                  {switcher}
                </span>
              </div>
              <div role="columnheader" aria-label="Time" className="min-w-0 flex-1 overflow-hidden">
                <TimelineAxis scale={scale} projection={projection} onToggleFold={view.toggleFold} />
              </div>
            </div>
          </div>
          <div aria-hidden className="pointer-events-none sticky top-7 h-0 will-change-transform">
            <div
              className="absolute right-0 left-(--tree)"
              style={{ height: Math.max(0, size.height - AXIS_PX) }}
            >
              <TimelineGrid scale={scale} projection={projection} />
            </div>
          </div>
          <TimelineBody
            scroller={scroller}
            heightPx={size.height}
            headerPx={AXIS_PX}
            columns={columns}
            tree={tree}
            rows={rows}
            collapsed={collapsed}
            projection={projection}
            nowMs={nowMs}
            selected={selected}
            deepest={Math.max(1, Math.floor((treeWidth - 170) / 14))}
            narrow={narrow}
          />
        </div>
        <FailureRail columns={columns} rows={rows} heightPx={size.height - AXIS_PX} />
        <PaneDivider
          label="Width of the tree"
          value={treeWidth}
          min={140}
          max={widestTree}
          onChange={setTreeWidth}
          style={{ left: treeWidth - 4 }}
          className="absolute inset-y-0"
        />
      </div>
    </div>
  );
}
