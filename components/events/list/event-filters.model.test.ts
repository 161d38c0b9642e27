import { describe, expect, it } from 'vitest';
import {
  type EventListState,
  eventQueryOf,
  eventQueryString,
  filtersInForce,
  hopsByFunction,
  nothingRan,
  originWords,
} from './event-filters.model';

const NONE: EventListState = {
  bus: '',
  origin: 'all',
  caused: 'all',
  range: '24h',
  q: '',
  cursor: null,
  buses: false,
  event: null,
};

describe('eventQueryOf', () => {
  it.each<[Partial<EventListState>, object]>([
    [{}, { origin: 'all', caused: 'all', withinMs: 86_400_000 }],
    [{ q: '  ord-1  ' }, { origin: 'all', caused: 'all', withinMs: 86_400_000, text: 'ord-1' }],
    [
      { bus: 'shop/orders', origin: 'failed', caused: 'nothing', range: '15m' },
      { bus: 'shop/orders', origin: 'failed', caused: 'nothing', withinMs: 900_000 },
    ],
    [{ bus: 'no such name?' }, { origin: 'all', caused: 'all', withinMs: 86_400_000 }],
  ])('%j', (state, query) => {
    expect(eventQueryOf({ ...NONE, ...state })).toEqual(query);
  });
  it('cuts a text that the API would refuse', () => {
    expect(eventQueryOf({ ...NONE, q: 'x'.repeat(900) }).text).toHaveLength(500);
  });
});

describe('eventQueryString', () => {
  it('leaves defaults out', () => {
    const query = eventQueryOf(NONE);
    expect(eventQueryString(query, { limit: 50, cursor: null })).toBe('withinMs=86400000&limit=50');
  });
  it('names what narrows, and the page', () => {
    const query = eventQueryOf({ ...NONE, bus: 'a', origin: 'seen', caused: 'runs', q: 'b c' });
    expect(eventQueryString(query, { limit: 1, cursor: 'z' })).toBe(
      'bus=a&origin=seen&caused=runs&text=b+c&withinMs=86400000&limit=1&cursor=z',
    );
  });
});

it('names the filters in force, and an open event is none', () => {
  expect(filtersInForce({ ...NONE, event: 'e', cursor: 'c' })).toEqual([]);
  const state: EventListState = {
    ...NONE,
    q: 'pay',
    bus: 'b',
    origin: 'seen',
    caused: 'nothing',
    range: '7d',
  };
  expect(filtersInForce(state).map((filter) => filter.label)).toEqual([
    'text “pay”',
    'bus b',
    'seen on a bus',
    'nothing ran',
    'last 7 d',
  ]);
});

it.each([
  ['published', 0, true],
  ['seen', 0, true],
  ['published', 1, false],
  ['failed', 0, false],
  ['unconfirmed', 0, false],
] as const)('%s with %d runs warns: %s', (status, causedHopCount, warns) => {
  expect(nothingRan({ status, causedHopCount })).toBe(warns);
});

it.each([
  [null, '2026-01-01T00:00:00Z', 'seen on the bus'],
  ['o', null, 'from here'],
  ['o', '2026-01-01T00:00:00Z', 'from here, seen'],
])('operation %s, seen %s: %s', (operationId, seenAt, words) => {
  expect(originWords({ operationId, seenAt })).toBe(words);
});

it('keeps a run and its retries together', () => {
  const hop = (hopId: string, functionName: string) => ({
    hopId,
    functionName,
    chainId: 'c',
    status: 'failed' as const,
  });
  const hops = [hop('1', 'a'), hop('2', 'b'), hop('3', 'a')];
  expect(hopsByFunction(hops).map((group) => group.map((each) => each.hopId))).toEqual([['1', '3'], ['2']]);
});
