import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { ChainTimeline } from '@/lib/contract/chain';
import { queryKeys } from '@/lib/contract/query-keys';
import { mergeTimeline } from './timeline-merge.model';

const pathOf = (chainId: string) => `/api/v1/chains/${encodeURIComponent(chainId)}/timeline`;

/** The whole timeline once, then only what changed since the revision on screen. */
export function chainTimelineOptions(chainId: string) {
  const queryKey = queryKeys.chains.timeline(chainId);
  return queryOptions({
    queryKey,
    // comparing ten columns of 50,000 values with their equals costs more than drawing them
    structuralSharing: false,
    queryFn: async ({ client, signal }) => {
      const current = client.getQueryData<ChainTimeline>(queryKey);
      if (current === undefined) return fetchJson<ChainTimeline>(pathOf(chainId), signal);
      const changed = await fetchJson<ChainTimeline>(`${pathOf(chainId)}?since=${current.revision}`, signal);
      return mergeTimeline(current, changed);
    },
  });
}

/** Reads all of it again: hops that left the chain are not among the changed ones. */
export async function reloadTimeline(client: QueryClient, chainId: string): Promise<void> {
  const whole = await fetchJson<ChainTimeline>(pathOf(chainId));
  client.setQueryData(queryKeys.chains.timeline(chainId), whole);
}
