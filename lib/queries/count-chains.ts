import 'server-only';
import type { ChainCounts } from '../contract/chain.ts';
import type { ChainFilters } from '../contract/chain-filters.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { chainFilter } from './chain-filter.ts';

/** What each chip of the list would show; counts stop at 10,000. */
export async function countChains(filters: ChainFilters): Promise<ChainCounts> {
  const { store } = await getRuntime();
  return store.chains.counts(chainFilter(filters, new Date()));
}
