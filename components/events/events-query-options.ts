import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { EventListQuery, EventSummary, SavedEvent } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';
import { eventQueryString } from './list/event-filters.model';

export const EVENTS_PER_PAGE = 50;

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export function eventListOptions(query: EventListQuery, cursor: string | null, limit = EVENTS_PER_PAGE) {
  return queryOptions({
    queryKey: [...queryKeys.events.list(query), cursor, limit] as const,
    queryFn: ({ signal }) =>
      fetchJson<Page<EventSummary>>(`/api/v1/events?${eventQueryString(query, { limit, cursor })}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function savedEventsOptions() {
  return queryOptions({
    queryKey: queryKeys.events.saved(),
    queryFn: ({ signal }) => fetchJson<Page<SavedEvent>>('/api/v1/saved-events', signal),
    select: (page) => page.items,
  });
}
