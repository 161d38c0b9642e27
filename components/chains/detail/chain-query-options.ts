import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { ChainDetail } from '@/lib/contract/chain';
import type { HopDetail } from '@/lib/contract/hop';
import { queryKeys } from '@/lib/contract/query-keys';

export function chainDetailOptions(chainId: string) {
  return queryOptions({
    queryKey: queryKeys.chains.detail(chainId),
    queryFn: ({ signal }) => fetchJson<ChainDetail>(`/api/v1/chains/${encodeURIComponent(chainId)}`, signal),
  });
}

export function hopDetailOptions(hopId: string) {
  return queryOptions({
    queryKey: queryKeys.hops.detail(hopId),
    queryFn: ({ signal }) => fetchJson<HopDetail>(`/api/v1/hops/${encodeURIComponent(hopId)}`, signal),
  });
}
