import { queryOptions } from '@tanstack/react-query';
import type { EventBus, EventDetail } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';
import { fetchJson } from './fetch-json';

/** The buses of the account, each with whether it is watched. */
export function eventBusesOptions() {
  return queryOptions({
    queryKey: queryKeys.events.buses(),
    queryFn: ({ signal }) => fetchJson<{ items: EventBus[] }>('/api/v1/event-buses', signal),
    select: ({ items }) => items,
  });
}

/** One event, by its event ID or `<operationId>:<position>`. */
export function eventDetailOptions(eventKey: string) {
  return queryOptions({
    queryKey: queryKeys.events.detail(eventKey),
    queryFn: ({ signal }) => fetchJson<EventDetail>(`/api/v1/events/${encodeURIComponent(eventKey)}`, signal),
  });
}
