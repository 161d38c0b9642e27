import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { Decision, DueRerun } from '@/lib/contract/condition';
import { queryKeys } from '@/lib/contract/query-keys';

/** Re-runs that wait for their time or are on their way, of one chain or of all. */
export function dueRerunsOptions(chainId: string | null) {
  const query = chainId === null ? '' : `?${new URLSearchParams({ chain: chainId })}`;
  return queryOptions({
    queryKey: queryKeys.dueReruns.list(chainId),
    queryFn: ({ signal }) => fetchJson<{ items: DueRerun[] }>(`/api/v1/due-reruns${query}`, signal),
    select: ({ items }) => items,
  });
}

/** What was decided on a hop's result. */
export function hopDecisionsOptions(hopId: string) {
  return queryOptions({
    queryKey: queryKeys.conditions.decisions({ hop: hopId }),
    queryFn: ({ signal }) =>
      fetchJson<{ items: Decision[] }>(`/api/v1/hops/${encodeURIComponent(hopId)}/decisions`, signal),
    select: ({ items }) => items,
  });
}
