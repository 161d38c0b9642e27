import type { inferParserType } from 'nuqs/server';
import { pastedId } from '@/components/ui/pasted-id';
import type { ChainFilters } from '@/lib/contract/chain-filters';
import type { chainSearchParams } from './chain-search-params';

export type ChainListState = inferParserType<typeof chainSearchParams>;

const isoOrNull = (text: string | null): string | null => {
  if (text === null) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : new Date(ms).toISOString();
};

/**
 * What the URL asks of the API. A text that looks like an ID is looked for everywhere: any status, any time, single
 * runs too; other texts and chosen statuses leave the attention view.
 */
export function filtersOf(state: ChainListState): ChainFilters {
  const q = state.q.trim().slice(0, 500);
  const everywhere = pastedId(q) !== null;
  const from = everywhere ? null : isoOrNull(state.from);
  const to = everywhere ? null : isoOrNull(state.to);
  return {
    status: everywhere ? [] : state.status,
    attention: state.view === 'attention' && state.status.length === 0 && q === '',
    function: everywhere ? [] : state.function,
    mechanism: everywhere ? [] : state.mechanism,
    range: everywhere ? 'all' : state.range,
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
    singles: everywhere || state.singles,
    q,
  };
}

/** The query string of the API, defaults left out, so that equal filters have one address. */
export function filtersQuery(filters: ChainFilters, extra: Record<string, string> = {}): string {
  const params = new URLSearchParams();
  for (const status of filters.status) params.append('status', status);
  if (filters.attention) params.set('attention', 'true');
  for (const name of filters.function) params.append('function', name);
  for (const mechanism of filters.mechanism) params.append('mechanism', mechanism);
  if (filters.range !== '24h') params.set('range', filters.range);
  if (filters.from !== undefined) params.set('from', filters.from);
  if (filters.to !== undefined) params.set('to', filters.to);
  if (filters.singles) params.set('singles', 'true');
  if (filters.q !== '') params.set('q', filters.q);
  for (const [key, value] of Object.entries(extra)) params.set(key, value);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** Every filter off and all time: what there is at all. */
export const NO_FILTERS: ChainFilters = {
  status: [],
  attention: false,
  function: [],
  mechanism: [],
  range: 'all',
  singles: true,
  q: '',
};

/** The same filters over all time. */
export function withoutTime(filters: ChainFilters): ChainFilters {
  const { from: _from, to: _to, ...rest } = filters;
  return { ...rest, range: 'all' };
}

export const isTimed = (filters: ChainFilters): boolean =>
  filters.range !== 'all' || filters.from !== undefined || filters.to !== undefined;
