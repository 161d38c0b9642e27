import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { EventPath } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';

/** Whose path is walked: that of an event, or of the event that a hop published or that should have run it. */
export type Walked = { eventKey: string } | { hopId: string };

/** The way of an event from PutEvents to the run it should cause. Asks AWS. */
export function eventPathOptions(of: Walked) {
  const path =
    'eventKey' in of
      ? `/api/v1/events/${encodeURIComponent(of.eventKey)}/path`
      : `/api/v1/hops/${encodeURIComponent(of.hopId)}/event-path`;
  return queryOptions({
    queryKey: 'eventKey' in of ? queryKeys.events.path(of.eventKey) : queryKeys.hops.eventPath(of.hopId),
    queryFn: ({ signal }) => fetchJson<EventPath>(path, signal),
    placeholderData: keepPreviousData,
  });
}
