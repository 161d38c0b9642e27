'use client';
import clsx from 'clsx';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { formatDuration } from '@/components/ui/format-duration';
import { formatClock, formatDateTime } from '@/components/ui/format-time';
import { timeZonePreference } from '@/components/ui/time-zone-preference';
import { useHydrated } from '@/components/ui/use-hydrated';
import {
  brushedWindow,
  type ChartColumn,
  type ChartColumns,
  chartTicks,
  columnAt,
  OUTCOMES,
  type Outcome,
} from './outcome-chart.model';

const FILL: Record<Outcome, string> = {
  succeeded: 'fill-(--bar-succeeded)',
  failed: 'fill-(--bar-failed)',
  running: 'fill-(--bar-running)',
  other: 'fill-(--bar-other)',
};
/** Failures stand on the axis, where they are easiest to compare. */
const STACK: readonly Outcome[] = ['failed', 'other', 'running', 'succeeded'];
const DAY_MS = 86_400_000;

/** Hops per bucket by outcome; drag over it, or use the arrow keys, to choose a window of time. */
export function OutcomeChart({
  chart,
  brushed,
  closer,
  onWindow,
}: {
  chart: ChartColumns;
  /** It begins with the first hop of a longer range. */
  closer: boolean;
  /** A window is chosen: offer the way back. */
  brushed: boolean;
  onWindow: (from: string | null, to: string | null) => void;
}) {
  const mounted = useHydrated();
  const choice = timeZonePreference.use();
  const zone = mounted ? choice : 'utc';
  const area = useRef<HTMLDivElement>(null);
  const [brush, setBrush] = useState<{ anchor: number; focus: number; dragging: boolean } | null>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const count = chart.columns.length;
  const first = brush === null ? 0 : Math.min(brush.anchor, brush.focus);
  const last = brush === null ? 0 : Math.max(brush.anchor, brush.focus);
  const read = chart.columns[brush?.focus ?? hovered ?? -1];

  function indexOf(event: PointerEvent): number {
    const box = area.current?.getBoundingClientRect();
    return box === undefined ? 0 : columnAt((event.clientX - box.left) / box.width, count);
  }
  function apply(anchor: number, focus: number) {
    const window = brushedWindow(chart, anchor, focus);
    setBrush(null);
    onWindow(window.from, window.to);
  }
  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key];
    if (step !== undefined) {
      const from = brush?.focus ?? (step > 0 ? -1 : count);
      const focus = Math.min(count - 1, Math.max(0, from + step));
      setBrush({ anchor: event.shiftKey && brush !== null ? brush.anchor : focus, focus, dragging: false });
    } else if (event.key === 'Enter' && brush !== null) apply(brush.anchor, brush.focus);
    else if (event.key === 'Escape' && brush !== null) setBrush(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <figure className="border-b border-line px-4 pt-2 pb-1 sm:px-5">
      <figcaption className="flex min-h-6 flex-wrap items-center gap-x-4 text-xs text-muted">
        <span>
          Hops per{' '}
          {formatDuration(chart.bucketMs)
            .replace(/^1 (\w+)(?: 0 \w+)?$/, '$1')
            .replace(/ 0 \w+$/, '')}
          {closer ? ', from the first in this range' : ''}
        </span>
        <Legend />
        <span aria-live={brush === null ? 'off' : 'polite'} className="ml-auto text-text">
          {read === undefined ? '' : columnWords(read, zone, chart.bucketMs)}
        </span>
        {brushed ? (
          <Button size="sm" variant="ghost" onClick={() => onWindow(null, null)}>
            Clear time window
          </Button>
        ) : null}
      </figcaption>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be one focusable brush */}
      <div
        ref={area}
        role="group"
        aria-label={`Hops over time, ${chart.total} in all. Arrow keys read a bar, Shift and arrow select a window, Enter applies it.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the brush is worked by keys as well
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const at = indexOf(event);
          setBrush({ anchor: at, focus: at, dragging: true });
        }}
        onPointerMove={(event) => {
          const at = indexOf(event);
          setHovered(at);
          if (brush?.dragging === true && brush.focus !== at) setBrush({ ...brush, focus: at });
        }}
        onPointerLeave={() => setHovered(null)}
        onPointerUp={() => {
          if (brush?.dragging !== true) return;
          if (brush.anchor === brush.focus) setBrush(null);
          else apply(brush.anchor, brush.focus);
        }}
        onPointerCancel={() => setBrush(null)}
        className="relative h-16 cursor-crosshair touch-pan-y select-none"
      >
        <svg aria-hidden width="100%" height="100%" className="forced-mark block overflow-visible">
          <Columns chart={chart} />
          {brush === null ? null : (
            <rect
              x={`${(first / count) * 100}%`}
              width={`${((last - first + 1) / count) * 100}%`}
              y={0}
              height="100%"
              className="fill-accent/15 stroke-accent"
            />
          )}
        </svg>
      </div>
      <div aria-hidden className="relative h-4 border-t border-line text-2xs text-faint">
        {chartTicks(chart).map((tick) => (
          <span
            key={tick.atMs}
            className={clsx('absolute -translate-x-1/2 whitespace-nowrap', tick.share > 0.96 && 'hidden')}
            style={{ left: `${tick.share * 100}%` }}
          >
            {tick.share < 0.02 ? '' : tickText(tick.atMs, zone, chart)}
          </span>
        ))}
      </div>
    </figure>
  );
}

const COLUMN_HEIGHT = 100;

function Columns({ chart }: { chart: ChartColumns }) {
  const width = 100 / chart.columns.length;
  return chart.columns.map((column, index) => {
    let below = 0;
    return STACK.map((outcome) => {
      if (column[outcome] === 0) return null;
      const height = (column[outcome] / chart.peak) * COLUMN_HEIGHT;
      below += height;
      return (
        <rect
          key={`${column.atMs} ${outcome}`}
          x={`${(index + 0.08) * width}%`}
          width={`${width * 0.84}%`}
          y={`${COLUMN_HEIGHT - below}%`}
          height={`${height}%`}
          className={FILL[outcome]}
        />
      );
    });
  });
}

function Legend() {
  return (
    <span aria-hidden className="hidden gap-3 sm:flex">
      {OUTCOMES.map((outcome) => (
        <span key={outcome} className="inline-flex items-center gap-1">
          <svg aria-hidden="true" width="8" height="8" className="forced-mark">
            <rect width="8" height="8" rx="1" className={FILL[outcome]} />
          </svg>
          {outcome}
        </span>
      ))}
    </span>
  );
}

function tickText(atMs: number, zone: 'local' | 'utc', chart: ChartColumns): string {
  if (chart.toMs - chart.fromMs > 2 * DAY_MS) return formatDateTime(atMs, zone).slice(5, 10);
  return formatClock(atMs, zone).slice(0, 5);
}

function columnWords(column: ChartColumn, zone: 'local' | 'utc', bucketMs: number): string {
  const at = formatDateTime(column.atMs, zone);
  const time = bucketMs >= DAY_MS ? at.slice(0, 10) : at.slice(5, 16);
  const parts = OUTCOMES.filter((outcome) => column[outcome] > 0).map(
    (outcome) => `${column[outcome]} ${outcome}`,
  );
  return `${time}: ${parts.length === 0 ? 'no hops' : parts.join(', ')}`;
}
