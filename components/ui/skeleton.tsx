import clsx from 'clsx';

/** A quiet placeholder of what is coming; the region around it carries aria-busy. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={clsx('block rounded-sm bg-line breathe', className ?? 'h-3 w-24')} />;
}

/** Rows of a list that is being read. */
export function RowsSkeleton({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label} className="flex flex-col">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex h-8 items-center gap-6 border-b border-line px-5">
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-3 flex-1" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
