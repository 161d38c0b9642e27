'use client';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, X } from 'lucide-react';
import { EventPathPanel } from '@/components/event-path/event-path-panel';
import { eventDetailOptions } from '@/components/live/event-query-options';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { ErrorState } from '@/components/ui/error-state';
import { harmlessText } from '@/components/ui/harmless-text';
import { IconButton } from '@/components/ui/icon-button';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import type { EventDetail } from '@/lib/contract/event';
import { utf8Length } from '@/lib/domain/utf8-length';
import { EventBadge } from '../event-badge';
import { nothingRan } from '../list/event-filters.model';
import { EventActs } from './event-acts';
import { EventDeliveries } from './event-deliveries';
import { EventFacts } from './event-facts';

/** One event beside the list: all that is known of it, and what can be done with it. */
export function EventPanel({ eventKey, onClose }: { eventKey: string; onClose: () => void }) {
  const query = useQuery(eventDetailOptions(eventKey));
  const event = query.data;
  return (
    <aside
      aria-label="Event"
      className="flex min-w-0 flex-col bg-raised max-lg:w-full lg:sticky lg:top-0 lg:h-dvh lg:w-md lg:shrink-0 lg:border-l lg:border-line 2xl:w-xl"
    >
      <div className="flex items-center gap-2 px-2 pt-2 lg:hidden">
        <Button variant="ghost" onClick={onClose}>
          <ArrowLeft aria-hidden className="size-3.5" />
          Events
        </Button>
      </div>
      {event !== undefined ? (
        <OpenEvent event={event} stale={query.isError} onClose={onClose} />
      ) : query.isError ? (
        <ErrorState
          title={isUnknown(query.error) ? 'There is no such event here' : 'The event could not be read'}
          problem={problemFrom(query.error)}
          onRetry={isUnknown(query.error) ? undefined : () => void query.refetch()}
          retrying={query.isFetching}
        >
          <Button onClick={onClose}>Close</Button>
        </ErrorState>
      ) : (
        <EventPanelSkeleton />
      )}
    </aside>
  );
}

const isUnknown = (error: unknown) => error instanceof RequestProblem && error.status === 404;

function OpenEvent({ event, stale, onClose }: { event: EventDetail; stale: boolean; onClose: () => void }) {
  const warns = nothingRan(event);
  const walk =
    event.status === 'failed' ? null : (
      <EventPathPanel of={{ eventKey: event.eventKey }} title={warns ? 'Why did nothing run?' : 'Its path'} />
    );
  return (
    <>
      <div className="flex items-start gap-2 px-4 pt-2.5">
        <div className="min-w-0 flex-1">
          <h2 className="flex flex-wrap items-center gap-2 text-md font-semibold break-words">
            {harmlessText(event.detailType)}
            <EventBadge status={event.status} />
          </h2>
          <div className="flex items-center gap-1 text-xs text-muted">
            <code className="min-w-0 truncate" title={event.eventKey}>
              {event.eventKey}
            </code>
            <CopyButton text={event.eventKey} what={event.eventId === null ? 'event key' : 'event ID'} />
          </div>
        </div>
        <IconButton label="Close the event" keys="Esc" className="max-lg:hidden" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        {stale ? (
          <p role="status" className="bg-waiting-soft px-4 py-1 text-waiting">
            It could not be read again; what is shown may be out of date.
          </p>
        ) : null}
        {event.problem === null ? null : <ProblemNote problem={event.problem} className="mx-4 mt-2" />}
        <EventActs event={event} />
        <EventFacts event={event} />
        {warns ? walk : null}
        <section aria-label="The event" className="border-t border-line">
          <div className="flex min-h-8 items-center gap-2 px-4 text-xs text-muted">
            <h3 className="text-base font-semibold text-text">Event</h3>
            {utf8Length(event.event).toLocaleString('en-US')} bytes
            <CopyButton text={event.event} what="event" className="ml-auto" />
          </div>
          <div className="flex h-72 resize-y flex-col overflow-hidden border-t border-line">
            <CodeView text={event.event} label="Event, JSON" />
          </div>
        </section>
        {warns ? null : walk}
        <EventDeliveries event={event} />
      </div>
    </>
  );
}

function EventPanelSkeleton() {
  return (
    <div role="status" aria-label="Reading the event" className="flex flex-col gap-3 p-4">
      <Skeleton className="h-4 w-52" />
      <Skeleton className="h-3 w-64" />
      <Skeleton className="mt-3 h-7 w-full" />
      <Skeleton className="mt-3 h-3 w-48" />
      <Skeleton className="h-3 w-56" />
      <Skeleton className="h-3 w-44" />
    </div>
  );
}
