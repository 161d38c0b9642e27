'use client';
import { useQuery } from '@tanstack/react-query';
import { Filter, Radio } from 'lucide-react';
import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { RowsSkeleton } from '@/components/ui/skeleton';
import type { EventBus } from '@/lib/contract/event';
import { WatchBusButton } from '../buses/watch-bus-button';
import { eventListOptions } from '../events-query-options';
import { filtersInForce, NO_EVENT_FILTERS } from './event-filters.model';
import type { useEventList } from './use-event-list';

/** No rows is three things: no event was ever known, no bus is watched, or the filters hide them. */
export function NoEvents({
  list: { state, change, reset },
  buses,
}: {
  list: ReturnType<typeof useEventList>;
  buses: readonly EventBus[] | undefined;
}) {
  const any = useQuery(eventListOptions(NO_EVENT_FILTERS, null, 1));
  if (any.isPending) return <RowsSkeleton rows={3} label="Looking for events" />;
  if (any.data?.items.length === 0) return <FirstEvents buses={buses ?? []} />;
  const inForce = filtersInForce(state);
  return (
    <EmptyState
      icon={Filter}
      title={inForce.length === 0 ? 'No event in the last 24 hours' : 'No event matches these filters'}
      actions={
        <>
          {inForce.map((filter) => (
            <Button key={filter.key} onClick={() => change({ [filter.key]: null })}>
              Clear {filter.label}
            </Button>
          ))}
          {state.range === '365d' ? null : (
            <Button onClick={() => change({ range: '365d' })}>Show the last year</Button>
          )}
          {inForce.length === 0 ? null : (
            <Button variant="primary" onClick={reset}>
              Clear everything
            </Button>
          )}
        </>
      }
    >
      <p>
        There are events; {inForce.length === 0 ? 'all of them are older.' : 'each filter can be taken away.'}
      </p>
    </EmptyState>
  );
}

function FirstEvents({ buses }: { buses: readonly EventBus[] }) {
  const unwatched = buses.filter((bus) => bus.watched === null);
  const watchedNone = buses.length > 0 && unwatched.length === buses.length;
  return (
    <EmptyState
      icon={Radio}
      title="No event is known yet"
      actions={
        <>
          <Link href="/events/new" className={buttonClass({ variant: 'primary' })}>
            Publish an event
          </Link>
          {unwatched.slice(0, 3).map((bus) => (
            <WatchBusButton key={bus.eventBusName} bus={bus} withName />
          ))}
        </>
      }
    >
      <p>
        Listed here are events published from this dashboard and events seen on watched buses.{' '}
        {watchedNone
          ? 'No bus is watched: what other programs publish cannot be seen.'
          : 'They appear by themselves.'}
      </p>
    </EmptyState>
  );
}
