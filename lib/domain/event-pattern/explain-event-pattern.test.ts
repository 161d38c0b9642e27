import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainEventPattern } from './explain-event-pattern.ts';
import { matchesEventPattern } from './matches-event-pattern.ts';
import { readEvent } from './read-event.ts';
import { anyEvent, anyPatternText } from './testing/arbitrary-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

describe('explainEventPattern', () => {
  it('names every field that differs, in the order of the pattern', () => {
    const pattern = patternFrom({ source: ['my.event.source'], 'detail-type': ['MyEvent'] });
    const event = { source: 'mySource', 'detail-type': 'myDetailType' };
    expect(explainEventPattern(pattern, event)).toEqual({
      matched: false,
      failures: [
        {
          path: ['source'],
          expected: '"my.event.source"',
          actual: '"mySource"',
          reason: 'source is "mySource", the rule wants "my.event.source"',
        },
        {
          path: ['detail-type'],
          expected: '"MyEvent"',
          actual: '"myDetailType"',
          reason: 'detail-type is "myDetailType", the rule wants "MyEvent"',
        },
      ],
    });
  });

  it('has no failures where the event matches', () => {
    const explanation = explainEventPattern(patternFrom({ a: [1] }), { a: 1 });
    expect(explanation).toEqual({ matched: true, failures: [] });
  });

  it.each<[unknown, unknown, string]>([
    [{ a: { b: [1, 2] } }, {}, 'a.b is absent, the rule wants one of 1, 2'],
    [{ a: [{ exists: false }] }, { a: 0 }, 'a is 0, the rule wants no value'],
    [{ a: [{ exists: true }] }, { a: {} }, 'a is {}, the rule wants any value'],
    [
      { a: ['x', { prefix: 'y' }] },
      { a: ['z'] },
      'a is ["z"], the rule wants "x" or a text that starts with "y"',
    ],
    [{ a: [{ numeric: ['<', 5] }] }, { a: '4' }, 'a is "4", the rule wants less than 5'],
    [{ 'a.b': [1] }, { a: { b: 2 } }, 'a.b is 2, the rule wants 1'],
    [{ l: { n: [1] } }, { l: [{ n: 2 }, { n: 3 }, {}] }, 'l.n is [2,3], the rule wants 1'],
    [
      { l: { a: [1], b: [2] } },
      { l: [{ a: 1 }, { b: 2 }] },
      'l.b is 2 only in another element of its list than the other fields of the rule',
    ],
  ])('%j and %j: %s', (pattern, event, reason) => {
    const { failures } = explainEventPattern(patternFrom(pattern), event);
    expect(failures.map((failure) => failure.reason)).toEqual([reason]);
  });

  it('takes the closest branch of $or', () => {
    const pattern = patternFrom({ s: ['x'], $or: [{ a: [1], b: [2] }, { c: [3] }] });
    const { failures } = explainEventPattern(pattern, { s: 'x', c: 4 });
    expect(failures.map(({ path }) => path)).toEqual([['c']]);
  });

  it('shows the digits of a number that a double does not hold', () => {
    const read = readEvent('{"n": 12345678901234567891}');
    const { failures } = explainEventPattern(
      patternFrom('{"n": [12345678901234567890]}'),
      read.ok && read.event,
    );
    expect(failures[0]?.reason).toBe('n is 12345678901234567891, the rule wants 12345678901234567890');
  });

  it('says that an event must be an object', () => {
    const { failures } = explainEventPattern(patternFrom({ a: [{ exists: false }] }), [1]);
    expect(failures[0]?.reason).toBe('the event is [1], the rule wants a JSON object');
  });

  it('keeps a long value short in the sentence', () => {
    const { failures } = explainEventPattern(patternFrom({ a: [1] }), { a: 'x'.repeat(500) });
    expect(failures[0]?.actual).toHaveLength(502);
    expect(failures[0]?.reason.length).toBeLessThan(150);
  });

  it('agrees with the matcher', () => {
    fc.assert(
      fc.property(anyPatternText, fc.oneof(anyEvent, fc.anything()), (text, event) => {
        const pattern = patternFrom(text);
        const { matched, failures } = explainEventPattern(pattern, event);
        expect(matched).toBe(matchesEventPattern(pattern, event));
        expect(failures.length === 0).toBe(matched);
      }),
    );
  });
});
