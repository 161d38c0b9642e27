'use client';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { useHydrated } from './use-hydrated';

/** A table of many rows, which stack where it is narrow; greyed while its rows are of an earlier question. */
export function DenseTable({
  caption,
  busy,
  greyed = false,
  fixed = false,
  children,
}: {
  caption: string;
  busy: boolean;
  greyed?: boolean;
  /** The columns keep the widths that their heads give. */
  fixed?: boolean;
  children: ReactNode;
}) {
  const hydrated = useHydrated();
  return (
    <table
      aria-busy={hydrated && busy}
      className={clsx('table-dense stack transition-opacity', fixed && 'table-fixed', greyed && 'opacity-60')}
    >
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  );
}
