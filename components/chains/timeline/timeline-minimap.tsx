'use client';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react';
import { formatDuration } from '@/components/ui/format-duration';
import { HOP_STATUSES } from '@/lib/domain/hop';
import { BAR_COLOR } from './bar-look';
import { minimapRuns } from './minimap.model';
import { isBadRank, rankOf, type TimelineColumns } from './timeline-columns.model';
import type { TimeScale } from './timeline-scale.model';
import { formatOffset } from './timeline-ticks.model';
import { panBy, sharesOf, windowOfShares, type ZoomWindow } from './timeline-zoom.model';

const BUCKETS = 600;
const KEY_STEP = 0.02;
type Grip = 'from' | 'to' | 'body' | 'new';

/** The whole chain in one strip by worst outcome; its brush chooses the time shown below. */
export function TimelineMinimap({
  columns,
  scale,
  nowMs,
  zoom,
  onZoom,
}: {
  columns: TimelineColumns;
  scale: TimeScale;
  nowMs: number;
  zoom: ZoomWindow;
  onZoom: (zoom: ZoomWindow) => void;
}) {
  const strip = useRef<HTMLDivElement>(null);
  const drag = useRef<{ grip: Grip; at: number; from: number; to: number } | null>(null);
  const paths = useMemo(() => statusPaths(columns, scale, nowMs), [columns, scale, nowMs]);
  const badCount = useMemo(() => countBad(columns), [columns]);
  const [from, to] = sharesOf(scale, zoom);

  const shareAt = (event: PointerEvent) => {
    const box = strip.current?.getBoundingClientRect();
    return box === undefined ? 0 : Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
  };
  const grab = (event: PointerEvent<HTMLDivElement>) => {
    const grip = event.target instanceof Element ? event.target.closest('[data-grip]') : null;
    const name = grip?.getAttribute('data-grip');
    const whole = zoom === null;
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = {
      grip: name === 'from' || name === 'to' ? name : name === 'body' && !whole ? 'body' : 'new',
      at: shareAt(event),
      from,
      to,
    };
  };
  const move = (event: PointerEvent) => {
    const held = drag.current;
    if (held === null) return;
    const at = shareAt(event);
    if (held.grip === 'new' && Math.abs(at - held.at) < 0.004) return;
    if (held.grip === 'new') onZoom(windowOfShares(scale, held.at, at));
    else if (held.grip === 'from') onZoom(windowOfShares(scale, Math.min(at, held.to), held.to));
    else if (held.grip === 'to') onZoom(windowOfShares(scale, held.from, Math.max(at, held.from)));
    else {
      const by = Math.min(Math.max(at - held.at, -held.from), 1 - held.to);
      onZoom(windowOfShares(scale, held.from + by, held.to + by));
    }
  };
  const onKeyDown = (edge: 'from' | 'to') => (event: KeyboardEvent) => {
    const by = { ArrowLeft: -KEY_STEP, ArrowRight: KEY_STEP, Home: -1, End: 1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.shiftKey) onZoom(panBy(scale, zoom, by * 5));
    else if (edge === 'from') onZoom(windowOfShares(scale, Math.max(0, Math.min(from + by, to - 0.01)), to));
    else onZoom(windowOfShares(scale, from, Math.min(1, Math.max(to + by, from + 0.01))));
  };
  const handle = (edge: 'from' | 'to', share: number) => {
    const at =
      zoom === null
        ? edge === 'from'
          ? scale.fromMs
          : scale.toMs
        : edge === 'from'
          ? zoom.fromMs
          : zoom.toMs;
    return (
      <div
        data-grip={edge}
        role="slider"
        tabIndex={0}
        aria-label={edge === 'from' ? 'Shown from' : 'Shown to'}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
        aria-valuetext={formatOffset(at - scale.fromMs, 100)}
        onKeyDown={onKeyDown(edge)}
        className="absolute inset-y-0 z-10 flex w-6 -translate-x-1/2 cursor-ew-resize items-center justify-center rounded-sm"
        style={{ left: `${share * 100}%` }}
      >
        <span className="h-5 w-1.5 rounded-sm border border-raised bg-(--line-control)" />
      </div>
    );
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of two sliders, not a fieldset of a form
    <div
      role="group"
      aria-label="Time shown"
      className="flex h-10 shrink-0 items-stretch border-b border-line"
    >
      <div className="flex w-(--tree) shrink-0 items-center gap-2 overflow-hidden pr-3 pl-5 text-xs whitespace-nowrap text-muted">
        <span>All {formatDuration(scale.toMs - scale.fromMs)}</span>
        {badCount > 0 ? <span className="text-failed">{badCount.toLocaleString('en-US')} failed</span> : null}
      </div>
      <div className="min-w-0 flex-1 px-3 py-1.5">
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is the pointer's way; the two sliders inside are the keyboard's */}
        <div
          ref={strip}
          className="relative h-full cursor-crosshair touch-none select-none"
          onPointerDown={grab}
          onPointerMove={move}
          onPointerUp={() => {
            drag.current = null;
          }}
          onPointerCancel={() => {
            drag.current = null;
          }}
          onDoubleClick={() => onZoom(null)}
        >
          <svg
            aria-hidden
            className="forced-mark absolute inset-x-0 top-1.5 h-4 w-full bg-(--grid)"
            viewBox={`0 0 ${BUCKETS} 1`}
            preserveAspectRatio="none"
          >
            {paths.map(({ status, d }) => (
              <path key={status} d={d} fill={BAR_COLOR[status]} />
            ))}
          </svg>
          {zoom === null ? null : (
            <>
              <div className="absolute inset-y-0 left-0 bg-surface/75" style={{ width: `${from * 100}%` }} />
              <div
                className="absolute inset-y-0 right-0 bg-surface/75"
                style={{ width: `${(1 - to) * 100}%` }}
              />
            </>
          )}
          <div
            data-grip="body"
            className={`absolute inset-y-0 rounded-sm border border-line-strong ${zoom === null ? '' : 'cursor-grab'}`}
            style={{ left: `${from * 100}%`, right: `${(1 - to) * 100}%` }}
          />
          {handle('from', from)}
          {handle('to', to)}
        </div>
      </div>
    </div>
  );
}

function statusPaths(columns: TimelineColumns, scale: TimeScale, nowMs: number) {
  const runs = minimapRuns(columns, scale, BUCKETS, nowMs);
  return HOP_STATUSES.map((status) => ({
    status,
    d: runs
      .filter((run) => run.status === status)
      .map((run) => `M${run.from} 0h${Math.max(run.length, 2)}v1h${-Math.max(run.length, 2)}z`)
      .join(''),
  })).filter((path) => path.d !== '');
}

function countBad(columns: TimelineColumns): number {
  let bad = 0;
  for (let hop = 0; hop < columns.count; hop++) if (isBadRank(rankOf(columns, hop))) bad++;
  return bad;
}
