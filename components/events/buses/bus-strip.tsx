'use client';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { formatCount } from '@/components/ui/format-count';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import type { EventBus } from '@/lib/contract/event';
import { firstBuses, watchWords } from './bus-words.model';
import { WatchBusButton } from './watch-bus-button';

/** The account's buses: what can be seen of each, and the act that changes it. Pressed ones filter the list. */
export function BusStrip({
  buses,
  error,
  chosen,
  all,
  onAll,
  onChoose,
}: {
  buses: readonly EventBus[] | undefined;
  error: unknown;
  chosen: string;
  all: boolean;
  onAll: (all: boolean) => void;
  onChoose: (eventBusName: string) => void;
}) {
  if (buses === undefined) {
    if (error !== null) return <ProblemNote problem={problemFrom(error)} className="mx-4 mb-2 sm:mx-5" />;
    return <BusStripSkeleton />;
  }
  const shown = all ? buses : firstBuses(buses, chosen);
  return (
    <ul
      aria-label="Event buses"
      className="flex min-h-10 flex-wrap items-center gap-x-5 gap-y-1 border-y border-line bg-sunken px-4 py-1 sm:px-5"
    >
      {shown.map((bus) => (
        <li key={bus.eventBusName} className="flex min-w-0 flex-wrap items-center gap-x-2">
          <button
            type="button"
            aria-pressed={bus.eventBusName === chosen}
            onClick={() => onChoose(bus.eventBusName === chosen ? '' : bus.eventBusName)}
            className="min-h-6 max-w-56 truncate rounded-sm px-1 font-medium hover:underline aria-pressed:bg-selected"
          >
            {bus.eventBusName}
          </button>
          <span
            title={watchWords(bus).detail}
            className={clsx(
              'inline-flex items-center gap-1 text-xs',
              bus.watched === null ? 'text-muted' : 'text-succeeded',
            )}
          >
            {bus.watched === null ? (
              <EyeOff aria-hidden className="size-3.5" />
            ) : (
              <Eye aria-hidden className="size-3.5" />
            )}
            {watchWords(bus).word}
          </span>
          <span className="text-xs text-muted">
            {formatCount(bus.eventCount24h)} {bus.eventCount24h === 1 ? 'event' : 'events'} in 24 h
          </span>
          {bus.ruleCount === null ? null : (
            <Link
              href={{ pathname: '/rules', query: { bus: bus.eventBusName } }}
              prefetch={false}
              className="link inline-flex min-h-6 items-center text-xs"
            >
              {bus.ruleCount === 1 ? '1 rule' : `${bus.ruleCount} rules`}
            </Link>
          )}
          <WatchBusButton bus={bus} />
        </li>
      ))}
      {all || shown.length < buses.length ? (
        <li>
          <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => onAll(!all)}>
            {all ? 'Fewer buses' : `All ${buses.length} buses`}
          </Button>
        </li>
      ) : null}
    </ul>
  );
}

function BusStripSkeleton() {
  return (
    <div
      role="status"
      aria-label="Reading the buses"
      className="flex h-10 items-center gap-5 border-y border-line bg-sunken px-4 sm:px-5"
    >
      <Skeleton className="h-3 w-48" />
      <Skeleton className="h-3 w-40" />
    </div>
  );
}
