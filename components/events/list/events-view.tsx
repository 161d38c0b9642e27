'use client';
import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { eventBusesOptions } from '@/components/live/event-query-options';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { CreateLink } from '@/components/ui/create-link';
import { ErrorState } from '@/components/ui/error-state';
import { NewRowsBar } from '@/components/ui/new-rows-bar';
import { PageTitle } from '@/components/ui/page-title';
import { ProblemNote } from '@/components/ui/problem-note';
import { shownRows } from '@/components/ui/shown-rows.model';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { useShownRows } from '@/components/ui/use-shown-rows';
import type { EventSummary } from '@/lib/contract/event';
import { BusStrip } from '../buses/bus-strip';
import { EventPanel } from '../detail/event-panel';
import { eventListOptions } from '../events-query-options';
import { EventFilterBar } from './event-filter-bar';
import { EventTable } from './event-table';
import { NoEvents } from './no-events';
import { useEventList } from './use-event-list';

const idOf = (event: EventSummary) => event.eventKey;

/** Events published here and seen on watched buses, with what each caused; one of them opens beside the list. */
export function EventsView() {
  const router = useRouter();
  const list = useEventList();
  const { state, query, change, open } = list;
  const buses = useQuery(eventBusesOptions());
  const page = useQuery(eventListOptions(query, state.cursor));
  const { shown, newCount, showNew } = useShownRows(
    JSON.stringify([query, state.cursor]),
    page.data?.items ?? NONE,
    page.data !== undefined && !page.isPlaceholderData,
    idOf,
  );
  const rows = shownRows(shown);
  useHotkeys({ p: () => router.push('/events/new') });
  const close = () => open(null);
  useHotkeys({ Escape: close }, { enabled: state.event !== null });
  return (
    <div className="flex min-h-0 flex-1">
      <div className={`@container/list min-w-0 flex-1 ${state.event === null ? '' : 'max-lg:hidden'}`}>
        <PageTitle title="Events" ruled={false}>
          <CreateLink href="/events/new" keys="p">
            Publish events
          </CreateLink>
        </PageTitle>
        <BusStrip
          buses={buses.data}
          error={buses.error}
          chosen={state.bus}
          all={state.buses}
          onAll={list.showBuses}
          onChoose={(bus) => change({ bus })}
        />
        <EventFilterBar list={list} buses={buses.data} />
        {page.isError && rows.length > 0 ? (
          <ProblemNote problem={problemFrom(page.error)} className="mx-5 mt-2" />
        ) : null}
        {state.cursor === null ? (
          <NewRowsBar count={newCount} one="event" many="events" onShow={showNew} />
        ) : null}
        {page.isError && rows.length === 0 ? (
          <ErrorState
            title="The events could not be read"
            problem={problemFrom(page.error)}
            onRetry={() => void page.refetch()}
            retrying={page.isFetching}
          />
        ) : page.data === undefined ? (
          <RowsSkeleton rows={12} label="Reading the events" />
        ) : rows.length === 0 ? (
          <NoEvents list={list} buses={buses.data} />
        ) : (
          <>
            <EventTable
              rows={rows}
              busy={page.isFetching}
              greyed={page.isError || page.isPlaceholderData}
              selected={state.event}
              hrefOf={list.hrefOf}
              onOpen={open}
            />
            <nav aria-label="Pages" className="flex items-center gap-2 px-4 py-3 sm:px-5">
              {state.cursor === null ? null : (
                <Button onClick={() => change({ cursor: null })}>Newest</Button>
              )}
              {page.data.nextCursor === null ? null : (
                <Button onClick={() => change({ cursor: page.data.nextCursor })}>Older</Button>
              )}
              <span className="text-xs text-muted">
                {rows.length === 1 ? '1 event' : `${rows.length} events`}
                {page.data.nextCursor === null ? ', the end.' : ' shown'}
              </span>
            </nav>
          </>
        )}
      </div>
      {state.event === null ? null : <EventPanel key={state.event} eventKey={state.event} onClose={close} />}
    </div>
  );
}

const NONE: readonly EventSummary[] = [];

export function EventsViewSkeleton() {
  return (
    <>
      <PageTitle title="Events" ruled={false} />
      <div className="h-10 border-y border-line bg-sunken" />
      <div className="h-11 border-b border-line" />
      <RowsSkeleton rows={12} label="Reading the events" />
    </>
  );
}
