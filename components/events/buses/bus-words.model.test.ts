import { expect, it } from 'vitest';
import type { EventBus } from '@/lib/contract/event';
import { firstBuses, watchWords } from './bus-words.model';

const watched = { logGroupName: '/aws/events/x', since: '2026-01-01T00:00:00Z' };

it.each<[EventBus['watched'], string, RegExp]>([
  [null, 'not watched', /Only events that this dashboard publishes/],
  [
    { ...watched, method: 'rule', ruleName: 'reprise-watch' },
    'watched',
    /rule reprise-watch, into \/aws\/events\/x/,
  ],
  [{ ...watched, method: 'bus-logging', ruleName: null }, 'watched', /own logging/],
])('%#', (of, word, detail) => {
  expect(watchWords({ watched: of })).toEqual({ word, detail: expect.stringMatching(detail) });
});

it('shows the chosen bus, watched ones and busy ones first, in the order of all', () => {
  const bus = (eventBusName: string, eventCount24h: number, isWatched = false): EventBus => ({
    eventBusName,
    eventBusArn: eventBusName,
    ruleCount: 0,
    watched: isWatched ? { ...watched, method: 'rule', ruleName: null } : null,
    eventCount24h,
  });
  const buses = [bus('a', 0), bus('b', 9), bus('c', 0, true), bus('d', 5), bus('e', 1)];
  const names = (chosen: string) => firstBuses(buses, chosen).map((each) => each.eventBusName);
  expect(names('')).toEqual(['b', 'c', 'd']);
  expect(names('a')).toEqual(['a', 'b', 'c']);
  expect(firstBuses(buses.slice(0, 2), '')).toHaveLength(2);
});
