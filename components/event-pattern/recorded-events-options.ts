import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { RecordedEvents } from '@/lib/contract/event';
import { queryKeys } from '@/lib/contract/query-keys';
import { knownEvents } from './pattern-preview.model';

/** As many as the door gives: patterns are tried on all of them at every key press. */
const LIMIT = 500;

/** Whole events of a bus, parsed once. */
export function recordedEventsOptions(eventBusName: string, withinMs: number) {
  const query = new URLSearchParams({ bus: eventBusName, withinMs: `${withinMs}`, limit: `${LIMIT}` });
  return queryOptions({
    queryKey: queryKeys.events.recorded(eventBusName, withinMs),
    queryFn: ({ signal }) => fetchJson<RecordedEvents>(`/api/v1/recorded-events?${query}`, signal),
    select: knownEvents,
  });
}
