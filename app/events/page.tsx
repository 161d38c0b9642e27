import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { EVENTS_PER_PAGE, eventListOptions } from '@/components/events/events-query-options';
import { eventQueryOf } from '@/components/events/list/event-filters.model';
import { loadEventSearchParams } from '@/components/events/list/event-search-params';
import { EventsView, EventsViewSkeleton } from '@/components/events/list/events-view';
import { SeededState } from '@/components/live/seeded-state';
import { getEvents } from '@/lib/queries/get-events';
import { seededClient } from '../seeded-client';

export const metadata: Metadata = { title: 'Events' };

export default function EventsPage({ searchParams }: PageProps<'/events'>) {
  return (
    <Suspense fallback={<EventsViewSkeleton />}>
      <SeededEvents searchParams={searchParams} />
    </Suspense>
  );
}

async function SeededEvents({ searchParams }: Pick<PageProps<'/events'>, 'searchParams'>) {
  await connection();
  const state = loadEventSearchParams(await searchParams);
  const query = eventQueryOf(state);
  const client = await seededClient();
  const cursor = state.cursor === null ? {} : { cursor: state.cursor };
  await client.prefetchQuery({
    ...eventListOptions(query, state.cursor),
    queryFn: () => getEvents({ ...query, limit: EVENTS_PER_PAGE, ...cursor }),
  });
  return (
    <SeededState state={dehydrate(client)}>
      <EventsView />
    </SeededState>
  );
}
