import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { ChainCounts, ChainSummary, OutcomeChart } from '@/lib/contract/chain';
import type { ChainFilters } from '@/lib/contract/chain-filters';
import { queryKeys } from '@/lib/contract/query-keys';
import { filtersQuery } from './chain-filters.model';

export const PAGE_SIZE = 50;

export interface ChainPage {
  items: ChainSummary[];
  nextCursor: string | null;
}

export function chainListOptions(filters: ChainFilters, cursor: string | null) {
  return queryOptions({
    queryKey: [...queryKeys.chains.list(filters), cursor] as const,
    queryFn: ({ signal }) =>
      fetchJson<ChainPage>(
        `/api/v1/chains${filtersQuery(filters, {
          limit: String(PAGE_SIZE),
          ...(cursor === null ? {} : { cursor }),
        })}`,
        signal,
      ),
    placeholderData: keepPreviousData,
  });
}

export function chainCountsOptions(filters: ChainFilters) {
  return queryOptions({
    queryKey: queryKeys.chains.counts(filters),
    queryFn: ({ signal }) => fetchJson<ChainCounts>(`/api/v1/chains/counts${filtersQuery(filters)}`, signal),
    placeholderData: keepPreviousData,
  });
}

export function chainChartOptions(filters: ChainFilters) {
  return queryOptions({
    queryKey: queryKeys.chains.chart(filters),
    queryFn: ({ signal }) => fetchJson<OutcomeChart>(`/api/v1/chains/chart${filtersQuery(filters)}`, signal),
    placeholderData: keepPreviousData,
  });
}
