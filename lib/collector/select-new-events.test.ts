import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LogEvent } from '../domain/observation.ts';
import { SeenEvents } from './seen-events.ts';
import { lastMoment, selectNewEvents } from './select-new-events.ts';

const eventOf = (
  eventId: string | null,
  timestamp: number,
  logStreamName = 's',
  message = 'm',
): LogEvent => ({
  logGroupName: 'g',
  logStreamName,
  timestamp,
  ingestionTime: null,
  message,
  eventId,
});

it('takes what was not seen, with its whole millisecond, so that ordinals count from the first', () => {
  const seen = new SeenEvents(10);
  const old = [eventOf('a', 1), eventOf('b', 2), eventOf('x', 2, 'other')];
  seen.add(old);
  const fresh = selectNewEvents([...old, eventOf('c', 2)], (event) => seen.has(event));
  expect(fresh.map((event) => event.eventId)).toEqual(['b', 'c']);
});

it('takes an event that AWS delivers twice once, and equal lines with IDs of their own twice', () => {
  const fresh = selectNewEvents([eventOf('a', 1), eventOf('a', 1), eventOf('b', 1)], () => false);
  expect(fresh.map((event) => event.eventId)).toEqual(['a', 'b']);
});

it('finds the last millisecond of a page in any order', () => {
  expect(
    lastMoment([eventOf('b', 5), eventOf('a', 9, 's1'), eventOf('c', 9, 's2'), eventOf('d', 1)]),
  ).toHaveLength(2);
  expect(lastMoment([])).toEqual([]);
});

it('remembers the newest IDs only', () => {
  const seen = new SeenEvents(2);
  seen.add([eventOf('a', 1), eventOf('b', 2), eventOf('c', 3), eventOf(null, 4)]);
  expect(['a', 'b', 'c'].map((id) => seen.has(eventOf(id, 0)))).toEqual([false, true, true]);
  expect(seen.has(eventOf(null, 4))).toBe(false);
  expect(seen.size).toBe(2);
});

it('reads overlapping windows of any size so that every event is written at least once', () => {
  const timestamps = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 40 });
  fc.assert(
    fc.property(timestamps, fc.array(fc.nat(30), { maxLength: 8 }), (times, windows) => {
      const events = times.map((at, index) => eventOf(String(index), at));
      const seen = new SeenEvents(1_000);
      const written = new Set<string | null>();
      for (const from of [...windows, 0]) {
        const page = events.filter((event) => event.timestamp >= from);
        for (const event of selectNewEvents(page, (candidate) => seen.has(candidate)))
          written.add(event.eventId);
        seen.add(page);
        expect(selectNewEvents(page, (candidate) => seen.has(candidate))).toEqual([]);
      }
      expect(written.size).toBe(events.length);
    }),
  );
});
