import { Skeleton } from '@/components/ui/skeleton';

/** The page's shape before its chain is read. */
export function ChainSkeleton() {
  return (
    <div role="status" aria-label="Reading the chain" className="flex min-h-0 flex-col lg:h-dvh">
      <div className="flex items-end gap-7 border-b border-line px-5 py-3 max-sm:px-4">
        <div>
          <Skeleton className="mb-2.5 h-3 w-56" />
          <Skeleton className="h-5 w-44" />
        </div>
        <Skeleton className="h-3 w-72 max-md:hidden" />
      </div>
      <TimelineSkeleton />
    </div>
  );
}

export function TimelineSkeleton() {
  return (
    <div aria-hidden className="flex min-h-60 flex-1 flex-col">
      <div className="h-10 border-b border-line" />
      <div className="h-7 border-b border-line-strong" />
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <div key={row} className="flex h-8 shrink-0 items-center gap-4 border-b border-(--grid) px-5">
          <Skeleton className="h-3 w-40" />
          <span style={{ marginLeft: `${row * 9}%` }}>
            <Skeleton className="h-4 w-20" />
          </span>
        </div>
      ))}
    </div>
  );
}
