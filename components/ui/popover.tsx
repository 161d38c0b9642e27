'use client';
import clsx from 'clsx';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { FloatingAlign, FloatingSide } from './floating.model';
import { placeElement } from './place-element';

interface PopoverTrigger {
  popoverTarget: string;
  'aria-expanded': boolean;
  'aria-haspopup': 'dialog';
}

interface PopoverProps {
  /** Names the panel. */
  label: string;
  trigger: (props: PopoverTrigger) => ReactNode;
  /** Rendered while open only. */
  children: ReactNode | ((close: () => void) => ReactNode);
  side?: FloatingSide;
  align?: FloatingAlign;
  className?: string;
}

/** The platform's popover: top layer, light dismiss, Esc and focus return are the browser's. */
export function Popover({
  label,
  trigger,
  children,
  side = 'bottom',
  align = 'start',
  className,
}: PopoverProps) {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  const root = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    if (!open) return;
    const place = () => {
      const anchor = root.current?.firstElementChild;
      if (anchor && panel.current) placeElement(anchor, panel.current, side, align);
    };
    place();
    panel.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    const resized = new ResizeObserver(place);
    if (panel.current) resized.observe(panel.current);
    window.addEventListener('scroll', place, { capture: true, passive: true });
    window.addEventListener('resize', place);
    return () => {
      resized.disconnect();
      window.removeEventListener('scroll', place, { capture: true });
      window.removeEventListener('resize', place);
    };
  }, [open, side, align]);

  return (
    <span ref={root} className="inline-flex">
      {trigger({ popoverTarget: id, 'aria-expanded': open, 'aria-haspopup': 'dialog' })}
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className={clsx('floating overflow-y-auto', className)}
      >
        {open
          ? typeof children === 'function'
            ? children(() => panel.current?.hidePopover())
            : children
          : null}
      </div>
    </span>
  );
}
