import { queryOptions } from '@tanstack/react-query';
import { fetchJson } from '@/components/live/fetch-json';
import type { OperationDto } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

const POLL_MS = 2000;
/** The new hop, or the chain that events begin, is seen when its log arrives: ask that long after the answer. */
const HOP_EXPECTED_MS = 120_000;

function isSettled(operation: OperationDto): boolean {
  return operation.status !== 'pending' && operation.status !== 'sent';
}

/** An operation, asked for again until it is settled and its hop is known; the live stream makes it sooner. */
export function operationOptions(operationId: string) {
  return queryOptions({
    queryKey: queryKeys.operations.detail(operationId),
    queryFn: ({ signal }) =>
      fetchJson<OperationDto>(`/api/v1/operations/${encodeURIComponent(operationId)}`, signal),
    refetchInterval: ({ state }) => {
      const operation = state.data;
      if (operation === undefined || !isSettled(operation)) return POLL_MS;
      if (operation.kind === 'stop-execution' || operation.kind === 'redrive-execution') return false;
      const known = operation.kind === 'invoke' ? operation.hopId : operation.chainId;
      if (operation.status !== 'answered' || known !== null) return false;
      const since = Date.now() - Date.parse(operation.settledAt ?? operation.createdAt);
      return since < HOP_EXPECTED_MS ? POLL_MS : false;
    },
  });
}
