import { queryOptions } from '@tanstack/react-query';
import type { Health } from '@/lib/contract/health';
import { queryKeys } from '@/lib/contract/query-keys';
import { fetchJson } from './fetch-json';

/** Lag changes by itself: read again now and then, stream or not. */
const HEALTH_EVERY_MS = 15_000;

export function healthQueryOptions() {
  return queryOptions({
    queryKey: queryKeys.health(),
    queryFn: ({ signal }) => fetchJson<Health>('/api/v1/health', signal),
    refetchInterval: HEALTH_EVERY_MS,
  });
}
