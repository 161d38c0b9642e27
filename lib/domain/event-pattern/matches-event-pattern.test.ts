import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from './matches-event-pattern.ts';
import { mayMatchEventPattern } from './may-match-event-pattern.ts';
import { readEvent } from './read-event.ts';
import { anyEvent, anyPatternText } from './testing/arbitrary-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

function matches(pattern: unknown, eventText: string): boolean {
  const read = readEvent(eventText);
  if (!read.ok) throw new Error(read.message);
  return matchesEventPattern(patternFrom(pattern), read.event);
}

/** Values of a field `v` that matchers take and refuse. */
const FIELD_CASES: [matchers: unknown[], accepted: unknown[], refused: unknown[]][] = [
  [['PENDING'], ['PENDING'], ['pending', '', null, ['DONE']]],
  [
    ['A', 1, true],
    ['A', 1, true, ['x', 'A']],
    ['1', false, 'true', []],
  ],
  [[null], [null, [null]], ['null', 0, '', undefined]],
  [[''], [''], [' ', null, undefined]],
  [[{ exactly: 'a' }], ['a'], ['ab']],
  [[10], [10, 10.0, 1e1], ['10', 10.5]],
  [['10.0.0.1'], ['10.0.0.1', '10.0.0.01'], ['10.0.0.2']],
  [['2001:db8::1'], ['2001:db8::1', '2001:0DB8:0:0:0:0:0:1'], ['2001:db8::2']],
  [[{ prefix: 'ord-' }], ['ord-', 'ord-7'], ['Ord-7', 7, null]],
  [[{ suffix: '.png' }], ['a.png'], ['a.PNG', 'png']],
  [[{ prefix: { 'equals-ignore-case': 'OrD' } }], ['ordER', 'ORDER'], ['or', 'xord']],
  [[{ suffix: { 'equals-ignore-case': '.Png' } }], ['a.PNG'], ['.PNGx']],
  [[{ 'equals-ignore-case': 'Straße.' }], ['STRASSE.', 'straße.'], ['strasse', 'straßex']],
  [[{ wildcard: 'dir/*.png' }], ['dir/.png', 'dir/a/b.png'], ['dir.png', 'dir/a.jpg']],
  [[{ wildcard: '*a*a*' }], ['aa', 'xaxax'], ['a', 'xax']],
  [[{ wildcard: 'ab*ba' }], ['abba', 'abxba'], ['aba']],
  [[{ wildcard: '\\*\\\\*' }], ['*\\', '*\\x'], ['x\\', '*x']],
  [[{ 'anything-but': 'a' }], ['b', 1, null, true, ['a', 'b']], ['a', ['a'], undefined, {}]],
  [[{ 'anything-but': [1, 2] }], [3, '1'], [1, 2.0]],
  [[{ 'anything-but': { prefix: ['a', 'b'] } }], ['c', 5], ['ab', 'b']],
  [[{ 'anything-but': { suffix: 'z' } }], ['za'], ['z', 'az']],
  [[{ 'anything-but': { wildcard: '*/lib/*' } }], ['/bin/'], ['/lib/x']],
  [[{ 'anything-but': { 'equals-ignore-case': ['a', 'b'] } }], ['c', 'ab'], ['A', 'b']],
  [[{ numeric: ['>', 0, '<=', 5] }], [0.001, 5, [9, 5]], [0, 5.001, '3', null]],
  [[{ numeric: ['=', 3] }], [3, 3.0], [3.000001]],
  [[{ numeric: ['<', -1.5] }], [-2], [-1.5, 0]],
  [[{ numeric: ['>=', 2] }], [2, 1e300], [1.99]],
  [[{ exists: true }], ['', null, 0, ['a'], [{}, 'a']], [undefined, {}, [], { x: 1 }]],
  [[{ exists: false }], [undefined, {}, [], { x: 1 }], [null, '', ['a']]],
  [[{ exists: false }, 'a'], [undefined, 'a'], ['b']],
  [[{ cidr: '10.1.2.3/24' }], ['10.1.2.0', '10.1.2.255'], ['10.1.3.0', '10.1.2', 'x', 10]],
  [[{ cidr: '2001:db8::/32' }], ['2001:db8:ffff::'], ['2001:db9::', '32.1.13.184']],
  [[{ cidr: '::ffff:a00:0/8' }], ['10.9.9.9'], ['11.0.0.0']],
];

describe('matchesEventPattern', () => {
  it.each(FIELD_CASES)('takes with %j each of %j and none of %j', (matchers, accepted, refused) => {
    const verdicts = (values: unknown[]) =>
      values.map((v) => [v, matches({ detail: { v: matchers } }, JSON.stringify({ detail: { v } }))]);
    expect(verdicts(accepted)).toEqual(accepted.map((v) => [v, true]));
    expect(verdicts(refused)).toEqual(refused.map((v) => [v, false]));
  });

  it.each<[unknown, unknown, boolean]>([
    [{ a: [1], b: [2] }, { a: 1, b: 2, c: 3 }, true],
    [{ a: [1], b: [2] }, { a: 1 }, false],
    [{ 'a.b': [1] }, { a: { b: 1 } }, true],
    [{ a: { b: [1] } }, { 'a.b': 1 }, true],
    [{ a: { b: [1] } }, { a: 1 }, false],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, true],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { a: 2, b: 1 }, false],
    [{ c: [3], $or: [{ a: [1] }, { b: [2], d: [4] }] }, { c: 3, b: 2 }, false],
    [{ $or: [{ a: [1] }, { $or: [{ b: [2] }, { c: [3] }] }] }, { c: 3 }, true],
    [{ constructor: [{ exists: false }] }, {}, true],
  ])('%j and %j: %s', (pattern, event, expected) => {
    expect(matches(pattern, JSON.stringify(event))).toBe(expected);
  });

  it.each<[unknown, unknown, boolean]>([
    // one line must hold both
    [
      { line: { art: ['a'], n: [1] } },
      {
        line: [
          { art: 'a', n: 2 },
          { art: 'b', n: 1 },
        ],
      },
      false,
    ],
    [
      { line: { art: ['a'], n: [1] } },
      {
        line: [
          { art: 'b', n: 1 },
          { art: 'a', n: 1 },
        ],
      },
      true,
    ],
    // two lists of their own
    [{ x: { k: [1] }, y: { k: [2] } }, { x: [{ k: 0 }, { k: 1 }], y: [{ k: 2 }, { k: 3 }] }, true],
    // lists in lists
    [{ o: { p: { a: [1], b: [2] } } }, { o: [{ p: [{ a: 1 }] }, { p: [{ b: 2 }] }] }, false],
    [{ o: { p: { a: [1], b: [2] } } }, { o: [{ p: [{ a: 1 }, { a: 1, b: 2 }] }] }, true],
    [
      { o: { n: ['x'], p: { a: [1] } } },
      {
        o: [
          { n: 'x', p: [{ a: 2 }] },
          { n: 'y', p: [{ a: 1 }] },
        ],
      },
      false,
    ],
    [{ o: [1] }, { o: [[2], [[1]]] }, true],
    // absent from the line at hand
    [
      { line: { art: ['a'], gift: [{ exists: false }] } },
      { line: [{ art: 'a' }, { art: 'b', gift: 1 }] },
      true,
    ],
    [
      { line: { art: ['a'], gift: [{ exists: false }] } },
      { line: [{ art: 'a', gift: 1 }, { art: 'b' }] },
      false,
    ],
    [{ line: { gift: [{ exists: false }] } }, { line: [{ art: 'a' }, { gift: 1 }] }, false],
  ])('keeps to one element of a list: %j and %j: %s', (pattern, event, expected) => {
    expect(matches(pattern, JSON.stringify(event))).toBe(expected);
  });

  it.each<[string, string, boolean]>([
    ['[12345678901234567890]', '12345678901234567890', true],
    ['[12345678901234567890]', '12345678901234567891', false],
    ['[0.1000000000000000055]', '0.1000000000000000055', true],
    ['[0.1]', '0.1000000000000000055', false],
    ['[1.0]', '1', true],
    ['[1]', '1e0', true],
    ['[-0]', '0', true],
    ['[1e400]', '1e400', true],
    ['[{"numeric": ["<", 1e20]}]', '12345678901234567891', false],
    ['[{"numeric": ["<", 1e20]}]', '12345678901234567000', true],
  ])('compares numbers as written: %s and %s: %s', (matchers, value, expected) => {
    expect(matches(`{"n": ${matchers}}`, `{"n": ${value}}`)).toBe(expected);
  });

  it('takes a field of any name', () => {
    expect(matches('{"__proto__": {"": [1]}}', '{"__proto__": {"": 1}}')).toBe(true);
    expect(matches('{"__proto__": [{"exists": true}]}', '{}')).toBe(false);
  });

  it.each([null, 1, 'a', undefined, [], [{ a: 1 }]])('matches no event that is %j', (event) => {
    expect(matchesEventPattern(patternFrom({ a: [{ exists: false }] }), event)).toBe(false);
  });

  it('takes long lists and deep values', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => ({ art: 'a', n: i, x: [{ y: i }] }));
    const pattern = patternFrom({ line: { art: ['a'], n: [19_999], x: { y: [19_999] } } });
    expect(matchesEventPattern(pattern, { line: lines })).toBe(true);
    let deep: unknown = 'a';
    for (let depth = 0; depth < 100_000; depth += 1) deep = [deep];
    expect(matchesEventPattern(patternFrom({ a: ['a'] }), { a: deep })).toBe(false);
  });

  it('never throws, whatever the value', () => {
    fc.assert(
      fc.property(anyPatternText, fc.anything({ withBigInt: true, withDate: true }), (text, event) => {
        expect(typeof matchesEventPattern(patternFrom(text), event)).toBe('boolean');
      }),
    );
  });
});

describe('mayMatchEventPattern', () => {
  const pattern = patternFrom({
    source: ['lambda'],
    detail: { responsePayload: { done: [false] }, version: [1] },
  });

  it.each<[unknown, string[][], boolean]>([
    [{ source: 'lambda', detail: { version: 1 } }, [['detail', 'responsePayload']], true],
    [{ source: 'lambda', detail: { version: 1 } }, [['detail', 'responsePayload', 'done']], true],
    [{ source: 'lambda', detail: { version: 1 } }, [['detail', 'response']], false],
    [{ source: 'lambda', detail: { version: 2 } }, [['detail', 'responsePayload']], false],
    [{ source: 'lambda' }, [['detail']], true],
    [{ source: 'other' }, [['detail']], false],
    [
      { source: 'lambda', detail: { version: 1, responsePayload: { done: true } } },
      [['detail', 'responsePayload']],
      true,
    ],
    [{ source: 'lambda', detail: { version: 1 } }, [], false],
    [null, [['detail']], false],
    [null, [[]], true],
  ])('%j with %j unknown: %s', (event, unknownPaths, expected) => {
    expect(mayMatchEventPattern(pattern, event, unknownPaths)).toBe(expected);
  });

  it('holds wherever the event matches', () => {
    const paths = fc.array(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 2 }), { maxLength: 2 });
    fc.assert(
      fc.property(anyPatternText, anyEvent, paths, (text, event, unknownPaths) => {
        const one = patternFrom(text);
        if (matchesEventPattern(one, event))
          expect(mayMatchEventPattern(one, event, unknownPaths)).toBe(true);
      }),
    );
  });
});
