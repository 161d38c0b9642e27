import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { SavedPayload } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

/** The payloads kept for a function. */
export function savedPayloadsOptions(functionName: string) {
  return queryOptions({
    queryKey: queryKeys.functions.savedPayloads(functionName),
    queryFn: async ({ signal }) => {
      const path = `/api/v1/functions/${encodeURIComponent(functionName)}/payloads`;
      return (await fetchJson<{ items: SavedPayload[] }>(path, signal)).items;
    },
  });
}
