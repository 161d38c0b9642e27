import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from './matches-event-pattern.ts';
import { parseEventPattern } from './parse-event-pattern.ts';
import { patternOfEvent } from './pattern-of-event.ts';
import { readEvent } from './read-event.ts';
import { anyEvent } from './testing/arbitrary-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

describe('patternOfEvent', () => {
  const event = {
    source: 'shop.orders',
    'detail-type': 'Order Placed',
    detail: {
      status: 'PENDING',
      tags: ['a', 'a', 'b'],
      empty: {},
      lines: [{ art: 'x', n: 1 }, { art: 'y' }],
    },
  };

  it('requires source and detail-type', () => {
    expect(patternOfEvent(event)).toBe(
      '{\n  "source": [\n    "shop.orders"\n  ],\n  "detail-type": [\n    "Order Placed"\n  ]\n}',
    );
  });

  it('requires the fields asked for, and leaves out what the event has not', () => {
    const detailPaths = [
      ['detail', 'status'],
      ['detail', 'tags'],
      ['detail', 'empty'],
      ['detail', 'none'],
      ['detail', 'lines', 'art'],
    ];
    expect(JSON.parse(patternOfEvent(event, { detailPaths }))).toEqual({
      source: ['shop.orders'],
      'detail-type': ['Order Placed'],
      detail: { status: ['PENDING'], tags: ['a', 'b'], lines: { art: ['x'] } },
    });
  });

  it('requires all fields of an object asked for', () => {
    expect(
      JSON.parse(patternOfEvent(event, { detailPaths: [['detail', 'status'], ['detail']] })).detail,
    ).toEqual({
      status: ['PENDING'],
      tags: ['a', 'b'],
      lines: { art: ['x'], n: [1] },
    });
  });

  it('makes a pattern even of an empty event', () => {
    expect(parseEventPattern(patternOfEvent({})).ok).toBe(true);
  });

  it('matches the event it was made of', () => {
    const paths = fc.array(
      fc.array(fc.constantFrom('a', 'b', 'c', 'd.e', '$or', 'detail'), { maxLength: 3 }),
    );
    const named = fc.record({ source: fc.anything(), detail: anyEvent }, { requiredKeys: [] });
    fc.assert(
      fc.property(anyEvent, named, fc.jsonValue(), paths, (some, more, json, detailPaths) => {
        const one = readEvent(JSON.stringify({ ...some, ...more, a: json }, withoutBigInt));
        if (!one.ok || typeof one.event !== 'object' || one.event === null) throw new Error('no event');
        const text = patternOfEvent(Object.fromEntries(Object.entries(one.event)), { detailPaths });
        expect(matchesEventPattern(patternFrom(text), one.event)).toBe(true);
      }),
    );
  });
});

function withoutBigInt(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
