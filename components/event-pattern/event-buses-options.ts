import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { EventBus } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';

/** The buses that a rule can be on. */
export function eventBusesOptions() {
  return queryOptions({
    queryKey: queryKeys.events.buses(),
    queryFn: ({ signal }) => fetchJson<{ items: EventBus[] }>('/api/v1/event-buses', signal),
    select: ({ items }) => items,
  });
}
