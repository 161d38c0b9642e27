import type { inferParserType } from 'nuqs/server';
import { type EventListQuery, type EventSummary, zEventBusName } from '@/lib/contract/event';
import type { EVENT_RANGES, eventSearchParams } from './event-search-params';

export type EventListState = inferParserType<typeof eventSearchParams>;
export type EventRange = (typeof EVENT_RANGES)[number];

const HOUR_MS = 3_600_000;
const RANGE_MS: Record<EventRange, number> = {
  '15m': HOUR_MS / 4,
  '1h': HOUR_MS,
  '6h': 6 * HOUR_MS,
  '24h': 24 * HOUR_MS,
  '7d': 7 * 24 * HOUR_MS,
  '30d': 30 * 24 * HOUR_MS,
  '365d': 365 * 24 * HOUR_MS,
};
export const RANGE_WORDS: Record<EventRange, string> = {
  '15m': 'Last 15 min',
  '1h': 'Last 1 h',
  '6h': 'Last 6 h',
  '24h': 'Last 24 h',
  '7d': 'Last 7 d',
  '30d': 'Last 30 d',
  '365d': 'Last year',
};

const TEXT_CUT = 500;

/** What the URL asks of the API; a bus name that cannot be one asks for nothing but shows as a filter. */
export function eventQueryOf(state: EventListState): EventListQuery {
  const text = state.q.trim().slice(0, TEXT_CUT);
  return {
    ...(zEventBusName.safeParse(state.bus).success ? { bus: state.bus } : {}),
    origin: state.origin,
    caused: state.caused,
    ...(text === '' ? {} : { text }),
    withinMs: RANGE_MS[state.range],
  };
}

/** The query string of the API. */
export function eventQueryString(
  query: EventListQuery,
  page: { limit: number; cursor: string | null },
): string {
  const params = new URLSearchParams();
  if (query.bus !== undefined) params.set('bus', query.bus);
  if (query.origin !== 'all') params.set('origin', query.origin);
  if (query.caused !== 'all') params.set('caused', query.caused);
  if (query.text !== undefined) params.set('text', query.text);
  params.set('withinMs', String(query.withinMs));
  params.set('limit', String(page.limit));
  if (page.cursor !== null) params.set('cursor', page.cursor);
  return params.toString();
}

/** Every filter off: what there is at all. */
export const NO_EVENT_FILTERS: EventListQuery = { origin: 'all', caused: 'all', withinMs: RANGE_MS['365d'] };

interface FilterInForce {
  key: 'bus' | 'origin' | 'caused' | 'q' | 'range';
  label: string;
}

const ORIGIN_WORDS: Record<EventListState['origin'], string> = {
  all: 'any origin',
  published: 'published here',
  seen: 'seen on a bus',
  failed: 'refused by AWS',
};
const CAUSED_WORDS: Record<EventListState['caused'], string> = {
  all: 'any effect',
  runs: 'caused runs',
  nothing: 'nothing ran',
};

/** The filters that hide something, in words, each of which can be taken away. */
export function filtersInForce(state: EventListState): FilterInForce[] {
  const all: (FilterInForce & { on: boolean })[] = [
    { key: 'q', label: `text “${state.q.trim()}”`, on: state.q.trim() !== '' },
    { key: 'bus', label: `bus ${state.bus}`, on: state.bus !== '' },
    { key: 'origin', label: ORIGIN_WORDS[state.origin], on: state.origin !== 'all' },
    { key: 'caused', label: CAUSED_WORDS[state.caused], on: state.caused !== 'all' },
    { key: 'range', label: RANGE_WORDS[state.range].toLowerCase(), on: state.range !== '24h' },
  ];
  return all.filter((filter) => filter.on).map(({ key, label }) => ({ key, label }));
}

/** Whether an event that caused nothing is worth a warning: one that AWS took, or that was seen. */
export function nothingRan(event: Pick<EventSummary, 'status' | 'causedHopCount'>): boolean {
  return event.causedHopCount === 0 && (event.status === 'published' || event.status === 'seen');
}

/** Who knows of the event: this dashboard, a watched bus, or both. */
export function originWords(event: Pick<EventSummary, 'operationId' | 'seenAt'>): string {
  if (event.operationId === null) return 'seen on the bus';
  return event.seenAt === null ? 'from here' : 'from here, seen';
}

type CausedHop = EventSummary['causedHops'][number];

/** Runs of the same function beside each other, such as a run and Lambda's retries of it. */
export function hopsByFunction(hops: readonly CausedHop[]): CausedHop[][] {
  const groups = new Map<string, CausedHop[]>();
  for (const hop of hops) {
    const group = groups.get(hop.functionName);
    if (group === undefined) groups.set(hop.functionName, [hop]);
    else group.push(hop);
  }
  return [...groups.values()];
}
