import type { ReactNode } from 'react';

/** The row of filters over a list. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 py-2 sm:px-5">
      {children}
    </div>
  );
}
