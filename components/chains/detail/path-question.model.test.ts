import { expect, it } from 'vitest';
import type { HopDetail } from '@/lib/contract/hop';
import { pathQuestion } from './path-question.model';

const endedAt = '2026-11-23T09:00:00.000Z';
const now = Date.parse(endedAt);
const event: HopDetail['event'] = {
  eventId: 'e',
  eventBusName: null,
  source: null,
  detailType: null,
  ruleName: null,
  ruleKnownBy: null,
  publishedAt: null,
};
const missing = { eventId: 'a', arrived: false, isResultRecord: false };
const arrived = { eventId: 'b', arrived: true, isResultRecord: false };
const record = { eventId: 'c', arrived: false, isResultRecord: true };

it.each([
  ['all arrived', { publishedEvents: [arrived] }, now + 60_000, null],
  ['nothing published', { publishedEvents: [] }, now + 60_000, null],
  ['just sent', { publishedEvents: [missing] }, now + 1000, null],
  ['missing', { publishedEvents: [missing, arrived] }, now + 6000, 'Why did it not arrive?'],
  ['two missing', { publishedEvents: [missing, missing] }, now + 6000, 'Why did 2 events not arrive?'],
  ['end not seen', { publishedEvents: [missing], endedAt: null }, now, 'Why did it not arrive?'],
  [
    'a record and another missing',
    { publishedEvents: [record, missing] },
    now + 6000,
    'Why did 2 events not arrive?',
  ],
  ['lost', { publishedEvents: [], status: 'lost' as const, event }, now, 'Why did this run not start?'],
  ['lost, no event known', { publishedEvents: [], status: 'lost' as const }, now, null],
])('%s', (_, hop, nowMs, question) => {
  const asked = pathQuestion({ status: 'succeeded', event: null, endedAt, ...hop }, nowMs);
  expect(asked).toEqual(question === null ? null : { words: question, folded: false });
});

it('asks of a record by which nothing ran only who wants to know', () => {
  const hop = { status: 'succeeded' as const, event: null, endedAt, publishedEvents: [record, arrived] };
  expect(pathQuestion(hop, now + 6000)).toEqual({ words: 'Why did it not run again?', folded: true });
});
