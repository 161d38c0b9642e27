import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { OperationDto } from '@/lib/contract/operation';
import type { StoppedPlan } from '@/lib/contract/plan';
import { queryKeys } from '@/lib/contract/query-keys';

export function unconfirmedOperationsOptions() {
  return queryOptions({
    queryKey: queryKeys.operations.unconfirmed(),
    queryFn: ({ signal }) =>
      fetchJson<{ items: OperationDto[] }>('/api/v1/operations?status=unconfirmed', signal),
    select: (page) => page.items,
  });
}

/** Whoever ran an interrupted plan is gone and tells nobody: read now and then, as the health is. */
const STOPPED_EVERY_MS = 15_000;

export function stoppedPlansOptions() {
  return queryOptions({
    queryKey: queryKeys.plans.stopped(),
    queryFn: ({ signal }) => fetchJson<{ items: StoppedPlan[] }>('/api/v1/plans?status=interrupted', signal),
    select: (page) => page.items,
    refetchInterval: STOPPED_EVERY_MS,
  });
}
