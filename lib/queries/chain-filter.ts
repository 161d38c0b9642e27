import { type ChainFilters, RANGE_MS } from '../contract/chain-filters.ts';
import { AppError } from '../domain/app-error.ts';
import type { ChainFilter } from '../store/store.ts';

/** The store's filter of the URL's; a relative range starts at `now` and ends open. Throws `invalid-input`. */
export function chainFilter(filters: ChainFilters, now: Date): ChainFilter {
  const { status, attention, mechanism, singles, q } = filters;
  return {
    status,
    attention,
    functionNames: filters.function,
    mechanisms: mechanism,
    ...period(filters, now),
    singles,
    text: q.trim(),
  };
}

function period({ range, from, to }: ChainFilters, now: Date): Pick<ChainFilter, 'from' | 'to'> {
  if (from !== undefined && to !== undefined && Date.parse(from) > Date.parse(to)) {
    throw new AppError('invalid-input', 'The end of the time range lies before its start.', { field: 'to' });
  }
  if (from !== undefined || to !== undefined) {
    return { from: from === undefined ? null : new Date(from), to: to === undefined ? null : new Date(to) };
  }
  return { from: range === 'all' ? null : new Date(now.getTime() - RANGE_MS[range]), to: null };
}
