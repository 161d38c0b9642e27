import { FoldHorizontal, UnfoldHorizontal } from 'lucide-react';
import { formatDuration } from '@/components/ui/format-duration';
import { CHART_INSET_PX } from './timeline-bar';
import { type Stretch, stretchesBetween, type TimeScale } from './timeline-scale.model';
import { type Tick, ticks } from './timeline-ticks.model';
import type { Projection } from './timeline-zoom.model';

const MOST_FOLDS = 60;
const BUTTON_FITS_PX = 22;
const TEXT_FITS_PX = 58;
const LETTER_PX = 7.4;

/** Ticks above the chart; every idle stretch that is wide enough has its own fold button. */
export function TimelineAxis({
  scale,
  projection,
  onToggleFold,
}: {
  scale: TimeScale;
  projection: Projection;
  onToggleFold: (stretch: Stretch) => void;
}) {
  const folds = stretchesBetween(scale, projection.fromMs, projection.toMs, MOST_FOLDS)
    .map((fold) => ({ fold, x: projection.x(fold.fromMs), end: projection.x(fold.toMs) }))
    .filter(({ x, end }) => end - x >= BUTTON_FITS_PX);
  const isFree = (tick: Tick) =>
    !folds.some(
      ({ fold, x, end }) => !fold.open && tick.x + tick.label.length * LETTER_PX > x && tick.x < end - 1,
    );
  return (
    <div className="relative h-full" style={{ marginLeft: CHART_INSET_PX }}>
      {ticks(scale, projection)
        .filter(isFree)
        .map((tick) => (
          <span
            key={tick.x}
            className="absolute top-1.5 pl-1 font-mono text-xs whitespace-nowrap text-muted"
            style={{ left: tick.x }}
          >
            {tick.label}
          </span>
        ))}
      {folds.map(({ fold, x, end }) => {
        const Icon = fold.open ? FoldHorizontal : UnfoldHorizontal;
        const idle = formatDuration(fold.toMs - fold.fromMs);
        return (
          <button
            key={fold.fromMs}
            type="button"
            aria-label={fold.open ? `Fold ${idle} idle` : `Show ${idle} idle`}
            title={fold.open ? `${idle} idle: fold` : `${idle} idle, folded: show`}
            onClick={() => onToggleFold(fold)}
            className="absolute top-0.5 flex h-6 min-w-6 -translate-x-1/2 items-center justify-center rounded-sm bg-(--fold) text-faint hover:text-text"
            style={{ left: (x + end) / 2 }}
          >
            {end - x >= TEXT_FITS_PX && !fold.open ? (
              <span className="text-2xs whitespace-nowrap">{idle}</span>
            ) : (
              <Icon aria-hidden className="size-3" />
            )}
          </button>
        );
      })}
    </div>
  );
}

/** Grid lines and shaded folds behind the rows, as tall as the window and not as the chain. */
export function TimelineGrid({ scale, projection }: { scale: TimeScale; projection: Projection }) {
  const folds = stretchesBetween(scale, projection.fromMs, projection.toMs, 4 * MOST_FOLDS);
  return (
    <svg aria-hidden className="h-full w-full">
      <g transform={`translate(${CHART_INSET_PX} 0)`}>
        {folds.map((fold) => {
          const x = projection.x(fold.fromMs);
          const width = projection.x(fold.toMs) - x;
          return fold.open || width < 2 ? null : (
            <rect key={fold.fromMs} x={x} width={width} height="100%" fill="var(--fold)" />
          );
        })}
        {ticks(scale, projection).map((tick) => (
          <line
            key={tick.x}
            x1={Math.round(tick.x) + 0.5}
            x2={Math.round(tick.x) + 0.5}
            y1="0"
            y2="100%"
            stroke="var(--grid)"
          />
        ))}
      </g>
    </svg>
  );
}
