import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { ChainSummary } from '@/lib/contract/chain';
import type { FunctionSummary } from '@/lib/contract/function';
import { queryKeys } from '@/lib/contract/query-keys';
import type { RerunRule } from '@/lib/contract/rule';

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Every function of the account: pages are read until the end. */
export function functionListOptions() {
  return queryOptions({
    queryKey: queryKeys.functions.list(),
    queryFn: async ({ signal }) => {
      const items: FunctionSummary[] = [];
      let cursor: string | null = null;
      do {
        const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
        const page: Page<FunctionSummary> = await fetchJson(`/api/v1/functions?limit=1000${query}`, signal);
        items.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return items;
    },
  });
}

export function functionDetailOptions(functionName: string) {
  return queryOptions({
    queryKey: queryKeys.functions.detail(functionName),
    queryFn: ({ signal }) =>
      fetchJson<FunctionSummary>(`/api/v1/functions/${encodeURIComponent(functionName)}`, signal),
  });
}

/** The chains this function had part in; refetched with the chains' lists. */
export function functionChainsOptions(functionName: string) {
  const query = new URLSearchParams({
    function: functionName,
    range: 'all',
    singles: 'true',
    limit: '10',
  });
  return queryOptions({
    queryKey: [...queryKeys.chains.all, 'list', 'of-function', functionName] as const,
    queryFn: ({ signal }) => fetchJson<Page<ChainSummary>>(`/api/v1/chains?${query}`, signal),
    select: (page) => page.items,
  });
}

/** The rules by which it runs again without its code knowing. */
export function rerunRulesOptions(functionName: string) {
  return queryOptions({
    queryKey: queryKeys.rules.ofFunction(functionName),
    queryFn: ({ signal }) =>
      fetchJson<Page<RerunRule>>(`/api/v1/functions/${encodeURIComponent(functionName)}/rerun-rules`, signal),
    select: (page) => page.items,
  });
}
