'use client';
import { ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { buttonClass } from './button-class';
import { Popover } from './popover';

/** A button that opens the choices of one filter. */
export function FilterButton({
  label,
  summary,
  className,
  children,
}: {
  label: string;
  summary?: ReactNode;
  className?: string;
  children: ReactNode | ((close: () => void) => ReactNode);
}) {
  return (
    <Popover
      label={label}
      className={className ?? ''}
      trigger={(props) => (
        <button type="button" {...props} className={buttonClass()}>
          <span className={summary === undefined ? '' : 'max-sm:sr-only'}>{label}</span>
          {summary === undefined ? null : <span className="font-normal text-muted">{summary}</span>}
          <ChevronDown aria-hidden className="size-3.5 text-muted" />
        </button>
      )}
    >
      {children}
    </Popover>
  );
}
