import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { OperationDto } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

export function unconfirmedOperationsOptions() {
  return queryOptions({
    queryKey: queryKeys.operations.unconfirmed(),
    queryFn: ({ signal }) =>
      fetchJson<{ items: OperationDto[] }>('/api/v1/operations?status=unconfirmed', signal),
    select: (page) => page.items,
  });
}
