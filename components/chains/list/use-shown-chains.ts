'use client';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import { fetchJson } from '@/components/live/fetch-json';
import type { ChainDetail, ChainSummary } from '@/lib/contract/chain';
import { queryKeys } from '@/lib/contract/query-keys';
import { followChains, showChains, shownRows, strayIds, waitingIds } from './chain-rows.model';

const MAX_FOLLOWED = 20;

/** Rows that change in place and keep their order; newer ones wait until `showNew`. */
export function useShownChains(of: string, fetched: readonly ChainSummary[], settled: boolean) {
  const [state, setState] = useState(() => showChains(of, fetched));
  const stale = settled && (state.of !== of || state.fetched !== fetched);
  const shown = stale ? followChains(state, of, fetched) : state;
  if (stale) setState(shown);

  const followed = strayIds(shown).slice(0, MAX_FOLLOWED);
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
  return {
    rows: shownRows(shown, read),
    newCount: waitingIds(shown).length,
    showNew: () => setState(showChains(of, fetched)),
  };
}
