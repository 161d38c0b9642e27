import clsx from 'clsx';
import { RowsSkeleton, Skeleton } from './skeleton';

/** A page of one thing before it is read: its head, the tabs, the first of them. `one` as in "the rule". */
export function DetailSkeleton({ one, className = 'h-[69px]' }: { one: string; className?: string }) {
  return (
    <>
      <div className={clsx('flex flex-col justify-center gap-2 px-4 sm:px-5', className)}>
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-4 w-40" />
      </div>
      <div className="h-8 border-b border-line" />
      <RowsSkeleton rows={8} label={`Reading ${one}`} />
    </>
  );
}
