import { describe, expect, it } from 'vitest';
import { checkEventEntry, eventEntryBytes } from './check-event-entry.ts';
import { entryEvent } from './entry-event.ts';

const entry = {
  source: 'shop',
  detailType: 'Order',
  detail: '{"n":1}',
  resources: [] as string[],
  time: null,
};
const problemsOf = (changes: Partial<Omit<typeof entry, 'time'>> & { time?: string }) =>
  checkEventEntry({ ...entry, ...changes });

describe('checkEventEntry', () => {
  it('finds nothing wrong with a plain entry', () => {
    expect(problemsOf({})).toEqual([]);
  });

  it.each([
    [{ source: 'aws.s3' }, 'source', 'A source that begins with “aws.” is kept for AWS’s own services.'],
    [{ source: ' ' }, 'source', 'The source is missing.'],
    [{ source: 'a\0b' }, 'source', 'The source holds a control character.'],
    [{ detailType: 'a\ud800' }, 'detailType', 'The detail-type holds half a character (a lone surrogate).'],
    [{ detail: '' }, 'detail', 'The detail is missing; an empty one is {}.'],
    [{ detail: '{"a":\n  oops}' }, 'detail', 'Not JSON: line 2, column 3: Expected a value, found “o”'],
    [
      { detail: '[1]' },
      'detail',
      'The detail must be a JSON object, not a list: EventBridge takes nothing else.',
    ],
    [
      { detail: ' 3' },
      'detail',
      'The detail must be a JSON object, not a number: EventBridge takes nothing else.',
    ],
    [
      { detail: '{"a":"\ud800"}' },
      'detail',
      'The detail holds half a character (a lone surrogate); write it as an escape such as \\ud83d.',
    ],
    [{ resources: ['a\nb'] }, 'resources', 'A resource holds a control character.'],
    [{ time: 'yesterday' }, 'time', 'The time is no ISO 8601 time such as 2026-01-31T12:00:00Z.'],
  ])('refuses %j beside %s', (changes, field, message) => {
    expect(problemsOf(changes)).toEqual([{ field, message }]);
  });

  it('takes 1,000 levels and not one more', () => {
    const nested = (levels: number) => `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`;
    expect(problemsOf({ detail: nested(1_000) })).toEqual([]);
    expect(problemsOf({ detail: nested(1_001) })[0]?.message).toBe(
      'The detail nests deeper than 1,000 levels.',
    );
  });
});

describe('eventEntryBytes', () => {
  it('counts UTF-8 of every text and 14 for a time', () => {
    expect(eventEntryBytes(entry)).toBe(4 + 5 + 7);
    expect(eventEntryBytes({ ...entry, source: 'ä€😀', resources: ['r1', 'r2'], time: 'x' })).toBe(
      9 + 5 + 7 + 4 + 14,
    );
  });
});

describe('entryEvent', () => {
  it('makes the event that EventBridge makes, numbers as written', () => {
    const text = entryEvent(
      { ...entry, detail: ' {"n":12345678901234567890, "m":1.0}\n', resources: ['arn:a'] },
      {
        eventId: 'e-1',
        accountId: '000000000000',
        region: 'eu-west-1',
        now: new Date('2026-01-02T03:04:05.678Z'),
      },
    );
    expect(text).toBe(
      '{"version":"0","id":"e-1","detail-type":"Order","source":"shop","account":"000000000000","time":"2026-01-02T03:04:05Z","region":"eu-west-1","resources":["arn:a"],"detail":{"n":12345678901234567890, "m":1.0}}',
    );
  });
});
