'use client';
import { cloneElement, type ReactElement, type ReactNode, useEffect, useId, useRef } from 'react';
import type { FloatingSide } from './floating.model';
import { Kbd } from './kbd';
import { placeElement } from './place-element';

interface TooltipProps {
  content: ReactNode;
  keys?: string | undefined;
  side?: FloatingSide;
  /** The content is the trigger's name already: it does not describe it a second time. */
  isName?: boolean;
  /** One focusable element. */
  children: ReactElement<{ 'aria-describedby'?: string }>;
}

const SHOW_AFTER_MS = 350;

/** Shows on hover and focus, stays while the pointer is on it, goes with Esc (WCAG 1.4.13). */
export function Tooltip({ content, keys, side = 'bottom', isName = false, children }: TooltipProps) {
  const id = useId();
  const anchor = useRef<HTMLSpanElement>(null);
  const tip = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function show(delayMs: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const trigger = anchor.current?.firstElementChild;
      if (!trigger || !tip.current || tip.current.matches(':popover-open')) return;
      tip.current.showPopover();
      placeElement(trigger, tip.current, side, 'center');
    }, delayMs);
  }
  function hide(delayMs: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (tip.current?.matches(':popover-open') === true) tip.current.hidePopover();
    }, delayMs);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the focusable child is the control; this only listens.
    <span
      ref={anchor}
      className="inline-flex"
      onPointerEnter={(event) => (event.pointerType === 'mouse' ? show(SHOW_AFTER_MS) : undefined)}
      onPointerLeave={() => hide(120)}
      onPointerDown={() => hide(0)}
      onFocus={(event) => (event.target.matches(':focus-visible') ? show(0) : undefined)}
      onBlur={() => hide(0)}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && tip.current?.matches(':popover-open') === true) {
          event.stopPropagation();
          hide(0);
        }
      }}
    >
      {isName ? children : cloneElement(children, { 'aria-describedby': id })}
      <span
        ref={tip}
        id={id}
        popover="manual"
        role="tooltip"
        aria-hidden={isName || undefined}
        className="floating max-w-80 px-2 py-1 text-xs font-normal whitespace-normal"
      >
        {content}
        {keys === undefined ? null : <Kbd className="ml-2">{keys}</Kbd>}
      </span>
    </span>
  );
}
