'use client';
import { useQueries } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import { shownRows, strayIds } from '@/components/ui/shown-rows.model';
import { useShownRows } from '@/components/ui/use-shown-rows';
import type { ChainDetail, ChainSummary } from '@/lib/contract/chain';
import { queryKeys } from '@/lib/contract/query-keys';

const MAX_FOLLOWED = 20;
const idOf = (chain: ChainSummary) => chain.chainId;
const mayChange = ({ status }: ChainSummary) => status === 'running' || status === 'waiting';

/** Rows that change in place and keep their order; newer ones wait until `showNew`. */
export function useShownChains(of: string, fetched: readonly ChainSummary[], settled: boolean) {
  const { shown, newCount, showNew } = useShownRows(of, fetched, settled, idOf);
  const followed = strayIds(shown, idOf, mayChange).slice(0, MAX_FOLLOWED);
  const details = useQueries({
    queries: followed.map((chainId) => ({
      queryKey: queryKeys.chains.detail(chainId),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchJson<ChainDetail>(`/api/v1/chains/${encodeURIComponent(chainId)}`, signal),
    })),
  });
  const read = new Map<string, ChainSummary>();
  details.forEach((detail, index) => {
    const id = followed[index];
    if (detail.data !== undefined && id !== undefined) read.set(id, { ...detail.data, chainId: id });
  });
  return { rows: shownRows(shown, read), newCount, showNew };
}
