'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { Skeleton } from '@/components/ui/skeleton';
import { whereWords } from './where-words.model';

/** Where everything on the page acts: the sandbox, or an account and region. Never out of sight. */
export function WhereItActs({ compact = false }: { compact?: boolean }) {
  const { data } = useQuery(healthQueryOptions());
  if (data === undefined) return <WhereItActsSkeleton />;
  const { name, detail } = whereWords(data.where);
  return (
    <div
      role="note"
      aria-label="Where it acts"
      title={`${name} ${detail}${data.where.endpoint === null ? '' : `, endpoint ${data.where.endpoint}`}`}
      className={clsx(
        'rounded-lg border px-2 py-1 text-xs',
        compact ? 'flex min-w-0 items-center gap-2' : '',
        data.where.sandbox ? 'border-running/60' : 'border-waiting bg-waiting-soft',
      )}
    >
      <div className="flex min-w-12 items-center gap-1.5 font-medium">
        <span
          aria-hidden
          className={clsx(
            'forced-mark size-2 shrink-0 rounded-sm',
            data.where.sandbox ? 'bg-running' : 'bg-waiting',
          )}
        />
        <span className="min-w-0 truncate">{name}</span>
      </div>
      <div className="truncate font-mono text-muted">{detail}</div>
      {data.readOnly ? <div className="font-medium whitespace-nowrap">Read-only</div> : null}
    </div>
  );
}

export function WhereItActsSkeleton() {
  return (
    <div className="rounded-lg border border-line px-2 py-1.5">
      <Skeleton className="mb-1.5 h-3 w-16" />
      <Skeleton className="h-3 w-20" />
    </div>
  );
}
