import type { LiveEvent } from '@/lib/contract/live-event';
import { queryKeys } from '@/lib/contract/query-keys';

export interface Invalidation {
  /** Read again at once: what is open. */
  now: readonly (readonly unknown[])[];
  /** Read again about once a second: lists. */
  soon: readonly (readonly unknown[])[];
  /** Open hops of these chains are read again at once. */
  hopsOfChains: readonly string[];
}

const LISTS = [
  [...queryKeys.chains.all, 'list'],
  [...queryKeys.chains.all, 'counts'],
  [...queryKeys.chains.all, 'chart'],
] as const;

/** Which cached reads an event makes stale. */
export function invalidationOf(event: LiveEvent): Invalidation {
  switch (event.type) {
    case 'chains':
      return {
        now: event.chainIds.flatMap((id) => [queryKeys.chains.detail(id), queryKeys.chains.timeline(id)]),
        soon: LISTS,
        hopsOfChains: event.chainIds,
      };
    case 'operation':
      return {
        now: [queryKeys.operations.detail(event.operationId), queryKeys.operations.unconfirmed()],
        soon: [queryKeys.health()],
        hopsOfChains: [],
      };
    case 'plan':
      return { now: [queryKeys.plans.detail(event.planId)], soon: [], hopsOfChains: [] };
    case 'functions':
      return { now: [], soon: [queryKeys.functions.all], hopsOfChains: [] };
    case 'health':
      return { now: [], soon: [queryKeys.health()], hopsOfChains: [] };
    default:
      return { now: [], soon: [], hopsOfChains: [] };
  }
}
