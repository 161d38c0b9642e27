import { queryOptions } from '@tanstack/react-query';
import type { FunctionSummary } from '@/lib/contract/function';
import { queryKeys } from '@/lib/contract/query-keys';
import { fetchJson } from './fetch-json';

/** The functions of the account by name: what a field for one can be chosen from. */
export function targetFunctionsOptions() {
  return queryOptions({
    queryKey: [...queryKeys.functions.all, 'targets'] as const,
    queryFn: ({ signal }) => fetchJson<{ items: FunctionSummary[] }>('/api/v1/functions?limit=1000', signal),
    select: ({ items }) =>
      items
        .map(({ functionName, functionArn }) => ({ functionName, functionArn }))
        .sort((a, b) => (a.functionName < b.functionName ? -1 : 1)),
  });
}
