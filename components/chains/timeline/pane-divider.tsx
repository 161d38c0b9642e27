'use client';
import { type PointerEvent, useRef } from 'react';

const STEP_PX = 16;

/** A vertical divider that is dragged, or moved by the arrow keys. `value` is the px it gives to its pane. */
export function PaneDivider({
  label,
  value,
  min,
  max,
  onChange,
  grows = 'right',
  style,
  className,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
  /** the direction in which the pane grows */
  grows?: 'left' | 'right';
  style?: React.CSSProperties;
  className?: string;
}) {
  const drag = useRef<{ x: number; value: number } | null>(null);
  const sign = grows === 'right' ? 1 : -1;
  const set = (next: number) => onChange(Math.round(Math.min(Math.max(next, min), max)));
  const release = (event: PointerEvent<HTMLDivElement>) => {
    drag.current = null;
    event.currentTarget.releasePointerCapture(event.pointerId);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a focusable separator is a widget; <hr> is not
    <div
      role="separator"
      aria-label={label}
      aria-orientation="vertical"
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={Math.round(max)}
      tabIndex={0}
      style={style}
      className={`group z-30 w-2 cursor-col-resize touch-none ${className ?? ''}`}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { x: event.clientX, value };
      }}
      onPointerMove={(event) => {
        if (drag.current !== null) set(drag.current.value + sign * (event.clientX - drag.current.x));
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onKeyDown={(event) => {
        const by = { ArrowLeft: -sign, ArrowRight: sign }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        set(value + by * STEP_PX);
      }}
    >
      <div className="mx-auto h-full w-px bg-transparent group-hover:bg-accent group-focus-visible:bg-accent" />
    </div>
  );
}
