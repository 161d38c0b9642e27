'use client';
import { useQueryStates } from 'nuqs';
import { type ChainListState, filtersOf } from './chain-filters.model';
import { chainSearchParams } from './chain-search-params';

type ChainListChange = { [K in keyof ChainListState]?: ChainListState[K] | null };

/** The list's state in the URL. Every change but paging goes back to the first page. */
export function useChainListState() {
  const [state, setState] = useQueryStates(chainSearchParams, { history: 'push', clearOnDefault: true });
  const change = (next: ChainListChange, options: { typing?: boolean } = {}) =>
    void setState({ cursor: null, ...next }, options.typing === true ? { history: 'replace' } : {});
  const reset = () => void setState(null);
  return { state, filters: filtersOf(state), change, reset };
}
