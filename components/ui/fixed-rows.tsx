'use client';
import { type ReactNode, useEffect, useRef, useState } from 'react';

const OVERSCAN = 10;

/** A scrolling list of equally high rows of which only those on screen exist. */
export function FixedRows({
  count,
  rowPx,
  label,
  row,
  className,
}: {
  count: number;
  rowPx: number;
  label: string;
  row: (index: number) => ReactNode;
  className?: string;
}) {
  const scroller = useRef<HTMLElement>(null);
  const [shown, setShown] = useState({ first: 0, rows: 60 });
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = () => {
      const first = Math.max(0, Math.floor(element.scrollTop / rowPx) - OVERSCAN);
      const rows = Math.ceil(element.clientHeight / rowPx) + 2 * OVERSCAN;
      setShown((was) => (was.first === first && was.rows === rows ? was : { first, rows }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    element.addEventListener('scroll', measure, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', measure);
    };
  }, [rowPx]);
  const first = Math.min(shown.first, Math.max(0, count - 1));
  const last = Math.min(first + shown.rows, count);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section ref={scroller} aria-label={label} tabIndex={0} className={className}>
      <div style={{ height: count * rowPx }} className="relative w-max min-w-full">
        <div style={{ transform: `translateY(${first * rowPx}px)` }}>
          {Array.from({ length: last - first }, (_, i) => row(first + i))}
        </div>
      </div>
    </section>
  );
}
