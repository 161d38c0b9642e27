'use client';
import clsx from 'clsx';
import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './icon-button';

interface DialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** Sticks to the bottom; the acts, the safe one first. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** Without the visible heading: for the palette. */
  bare?: boolean;
  /** Something was written or is under way in it: a click beside it must not close it. */
  holdsWork?: boolean;
  children: ReactNode;
}

const WIDTH = { sm: 'w-105', md: 'w-160', lg: 'w-240' };

/** The platform's modal dialog: the rest of the page is inert, Esc closes, focus goes back where it came from. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  footer,
  size = 'md',
  bare = false,
  holdsWork = false,
  children,
}: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const descriptionId = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => dialog.close();
  }, [open]);

  return (
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      aria-describedby={description === undefined ? undefined : descriptionId}
      onCancel={(event) => {
        event.preventDefault();
        onOpenChange(false);
      }}
      closedby={holdsWork ? 'closerequest' : 'any'}
      className={clsx(
        'm-auto max-h-[min(46rem,calc(100dvh-2rem))] max-w-[calc(100vw-1rem)] overflow-hidden rounded-lg border border-line-strong bg-raised p-0 text-text',
        bare && 'mt-[12vh]',
        WIDTH[size],
      )}
    >
      {open ? (
        <div className="flex max-h-[inherit] flex-col">
          <div className={bare ? 'sr-only' : 'flex items-start gap-3 border-b border-line px-4 py-2.5'}>
            <div className="min-w-0 flex-1">
              <h2 id={titleId} className="text-md font-semibold">
                {title}
              </h2>
              {description === undefined ? null : (
                <div id={descriptionId} className="mt-0.5 text-xs text-muted">
                  {description}
                </div>
              )}
            </div>
            {bare ? null : (
              <IconButton label="Close" keys="Esc" onClick={() => onOpenChange(false)}>
                <X aria-hidden className="size-4" />
              </IconButton>
            )}
          </div>
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
          {footer === undefined ? null : (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-4 py-2.5">
              {footer}
            </div>
          )}
        </div>
      ) : null}
    </dialog>
  );
}
