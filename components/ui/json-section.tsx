import type { ReactNode } from 'react';
import { Button } from './button';

/** A JSON text with its heading and, beside it, the acts on the text. */
export function JsonSection({
  label,
  heading,
  acts,
  canLayOut,
  onLayOut,
  children,
}: {
  label: string;
  /** The heading element, and notes on the text. */
  heading: ReactNode;
  acts?: ReactNode;
  canLayOut: boolean;
  onLayOut: () => void;
  children: ReactNode;
}) {
  return (
    <section aria-label={label}>
      <div className="mb-1 flex min-h-6 flex-wrap items-center gap-x-3 text-xs text-muted">
        {heading}
        <span className="ml-auto flex gap-1">
          <Button size="sm" variant="ghost" disabled={!canLayOut} onClick={onLayOut}>
            Lay out
          </Button>
          {acts}
        </span>
      </div>
      {children}
    </section>
  );
}
