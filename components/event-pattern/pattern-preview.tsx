'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { CodeView } from '@/components/ui/code-view';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { Skeleton } from '@/components/ui/skeleton';
import type { EventPattern } from '@/lib/domain/event-pattern/event-pattern';
import { type KnownEvent, previewPattern } from './pattern-preview.model';
import { recordedEventsOptions } from './recorded-events-options';

/** A pattern tried on the events that the bus really had, as one types. */
export function PatternPreview({
  eventBusName,
  withinMs,
  pattern,
  within,
}: {
  eventBusName: string;
  withinMs: number;
  /** Null while the text is none: the last good one's result would mislead. */
  pattern: EventPattern | null;
  /** The control that chooses the time. */
  within: ReactNode;
}) {
  const recorded = useQuery({
    ...recordedEventsOptions(eventBusName, withinMs),
    enabled: eventBusName !== '',
    placeholderData: (before) => before,
  });
  const tried = useDeferredValue(pattern);
  const events = recorded.data?.events;
  const preview = useMemo(
    () => (tried === null || events === undefined ? null : previewPattern(tried, events)),
    [tried, events],
  );
  return (
    <section aria-labelledby="pattern-preview" aria-busy={recorded.isFetching}>
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 id="pattern-preview" className="mr-auto text-md font-semibold">
          On recorded events
        </h2>
        {within}
      </div>
      {recorded.isError && recorded.data === undefined ? (
        <ProblemNote problem={problemFrom(recorded.error)} />
      ) : recorded.data === undefined || events === undefined ? (
        <Skeleton className="h-5 w-40" />
      ) : (
        <>
          <p role="status" className="text-md">
            {events.length === 0 ? (
              <span className="text-muted">No event of this bus is recorded in that time.</span>
            ) : preview === null ? (
              <span className="text-muted">{events.length} to try it on, once the pattern is valid.</span>
            ) : (
              <>
                <strong className="font-semibold">
                  {preview.matchCount} of {events.length}
                </strong>{' '}
                {events.length === 1 ? 'event matches' : 'events match'}
              </>
            )}
          </p>
          <p className="text-xs text-muted">
            {recorded.data.watched ? null : (
              <>
                Only events that were published here are known.{' '}
                <Link href="/events" className="link underline">
                  Watch the bus
                </Link>{' '}
                to try it on all.{' '}
              </>
            )}
            {recorded.data.truncated ? 'More were recorded: these are the newest.' : null}
          </p>
          {preview === null ? null : (
            <>
              <Examples title="Matches" of={preview.matches.map((event) => ({ event, reasons: [] }))} />
              <Examples
                title="Near misses"
                of={preview.nearMisses.map(({ event, failures }) => ({
                  event,
                  reasons: failures.map((failure) => failure.reason),
                }))}
              />
            </>
          )}
        </>
      )}
    </section>
  );
}

function Examples({ title, of }: { title: string; of: { event: KnownEvent; reasons: string[] }[] }) {
  if (of.length === 0) return null;
  return (
    <>
      <h3 className="mt-3 mb-1 text-xs text-muted">{title}</h3>
      <ul className="border-t border-line">
        {of.map(({ event, reasons }) => (
          <li key={event.eventId} className="border-b border-line">
            <details>
              <summary className="flex min-h-8 flex-wrap items-center gap-x-2 py-1">
                {reasons.length === 0 ? (
                  <CircleCheck aria-hidden className="size-3.5 shrink-0 text-succeeded" />
                ) : (
                  <CircleDashed aria-hidden className="size-3.5 shrink-0 text-waiting" />
                )}
                <span className="min-w-0 truncate">
                  {event.source} <span className="text-muted">{event.detailType}</span>
                </span>
                <RelativeTime at={event.at} className="ml-auto text-right text-xs text-muted" />
                {reasons.length === 0 ? null : (
                  <span className="w-full pl-5.5 text-xs break-words text-waiting">
                    {reasons.slice(0, 3).join(' ')}
                    {reasons.length > 3 ? ` And ${reasons.length - 3} more.` : ''}
                  </span>
                )}
              </summary>
              <div className="mb-2 flex max-h-72">
                <CodeView text={event.text} label={`Event ${event.eventId}`} />
              </div>
              <Link
                href={`/events?${new URLSearchParams({ event: event.eventId })}`}
                prefetch={false}
                className="link mb-2 inline-block text-xs"
              >
                Open the event
              </Link>
            </details>
          </li>
        ))}
      </ul>
    </>
  );
}
