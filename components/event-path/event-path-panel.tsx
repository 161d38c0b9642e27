'use client';
import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import { lacksContent, pathVerdict } from './event-path.model';
import { eventPathOptions, type Walked } from './event-path-options';
import { PathFixes } from './path-fixes';
import { PathSteps } from './path-steps';

/** The way of an event from PutEvents to the run it should cause, with the first broken link and what mends it. */
export function EventPathPanel({ of, title }: { of: Walked; title: string }) {
  const query = useQuery(eventPathOptions(of));
  const path = query.data;
  const verdict = path === undefined ? null : pathVerdict(path);
  return (
    <section aria-label={title} aria-busy={query.isFetching} className="border-t border-line py-2">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 px-4">
        <h3 className="font-semibold">{title}</h3>
        {path === undefined ? null : (
          <span className="text-xs text-muted">
            checked <RelativeTime at={path.checkedAt} inText />
          </span>
        )}
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          busy={query.isFetching}
          onClick={() => void query.refetch()}
        >
          {query.isFetching ? null : <RefreshCw aria-hidden className="size-3.5" />}
          Check again
        </Button>
      </div>
      <div className="flex flex-col gap-2 px-4">
        {query.isError ? <ProblemNote problem={problemFrom(query.error)} /> : null}
        {path === undefined || verdict === null ? (
          query.isError ? null : (
            <EventPathSkeleton />
          )
        ) : (
          <>
            <p
              role="status"
              className={verdict.broken ? 'font-medium break-words text-failed' : 'break-words text-muted'}
            >
              {verdict.says}
            </p>
            <PathFixes fixes={path.fixes} onSettled={() => void query.refetch()} />
            {lacksContent(path) ? (
              <Link href="/events" prefetch={false} className="link inline-flex min-h-6 w-fit items-center">
                Watch its bus, to see the next one
              </Link>
            ) : null}
            <div className="-mx-2">
              <PathSteps steps={path.steps} />
            </div>
            {path.eventKey === null || 'eventKey' in of ? null : (
              <Link
                href={{ pathname: '/events', query: { range: '365d', event: path.eventKey } }}
                prefetch={false}
                className="link inline-flex min-h-6 w-fit items-center text-xs"
              >
                The event itself
              </Link>
            )}
          </>
        )}
      </div>
    </section>
  );
}

function EventPathSkeleton() {
  return (
    <div role="status" aria-label="Walking the event’s path" className="flex flex-col gap-2.5 py-1">
      <Skeleton className="h-3.5 w-64" />
      {[0, 1, 2, 3, 4].map((row) => (
        <Skeleton key={row} className="ml-6 h-3 w-40" />
      ))}
    </div>
  );
}
