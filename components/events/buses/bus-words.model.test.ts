import { expect, it } from 'vitest';
import type { EventBus } from '@/lib/contract/event';
import { watchWords } from './bus-words.model';

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
