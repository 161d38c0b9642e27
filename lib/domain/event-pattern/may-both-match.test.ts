import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from './matches-event-pattern.ts';
import { mayBothMatch } from './may-both-match.ts';
import { anyEvent, anyMatchers, anyPatternText, anyScalar } from './testing/arbitrary-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

const judged = (a: unknown, b: unknown) => [
  mayBothMatch(patternFrom(a), patternFrom(b)),
  mayBothMatch(patternFrom(b), patternFrom(a)),
];

describe('mayBothMatch', () => {
  it.each<[unknown, unknown]>([
    [{ a: ['x'] }, { a: ['y'] }],
    [{ a: ['x', 'y'] }, { a: ['z', null, 1, true] }],
    [{ a: { b: ['x'], c: ['x'] } }, { a: { b: ['x'], c: ['y'] } }],
    [{ 'a.b': ['x'] }, { a: { b: ['y'] } }],
    [{ a: ['1'] }, { a: [1] }],
    [{ a: [1] }, { a: [{ numeric: ['>', 1] }] }],
    [{ a: ['x'] }, { a: [{ prefix: 'y' }] }],
    [{ a: ['x'] }, { a: [{ 'anything-but': ['x'] }] }],
    [{ a: ['x'] }, { a: [{ exists: false }] }],
    [{ a: [{ exists: true }] }, { a: [{ exists: false }] }],
    [{ a: [null] }, { a: [{ exists: false }] }],
    [{ a: [{ numeric: ['<', 5] }] }, { a: [{ numeric: ['>=', 5] }] }],
    [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: [{ numeric: ['>', 5] }] }],
    [{ a: ['10.0.0.1'] }, { a: ['x'] }],
    ['{"a":[12345678901234567890]}', '{"a":[12345678901234567891]}'],
    [{ $or: [{ a: ['x'] }, { a: ['y'] }] }, { a: ['z'] }],
    [{ $or: [{ a: ['x'] }, { b: ['x'] }] }, { a: ['y'], b: ['y'] }],
  ])('never: %j and %j', (a, b) => {
    expect(judged(a, b)).toEqual([false, false]);
  });

  it.each<[unknown, unknown]>([
    [{ a: ['x'] }, { b: ['y'] }],
    [{ a: ['x', 'y'] }, { a: ['y', 'z'] }],
    [{ a: ['x', { exists: false }] }, { a: ['y', { exists: false }] }],
    [{ a: [5] }, { a: [{ numeric: ['<=', 5] }] }],
    [{ a: [{ numeric: ['<=', 5] }] }, { a: [{ numeric: ['>=', 5] }] }],
    [{ a: [{ prefix: 'x' }] }, { a: [{ suffix: 'y' }] }],
    [{ a: ['10.0.0.1'] }, { a: [{ prefix: '010' }] }],
    [{ a: ['x'] }, { a: [{ exists: true }] }],
    ['{"a":[1.0]}', '{"a":[1]}'],
    [{ $or: [{ a: ['x'] }, { b: ['x'] }] }, { a: ['y'] }],
  ])('perhaps: %j and %j', (a, b) => {
    expect(judged(a, b)).toEqual([true, true]);
  });

  it('is true wherever one value, or none, satisfies both', () => {
    fc.assert(
      fc.property(anyMatchers, anyMatchers, fc.option(anyScalar, { nil: undefined }), (a, b, value) => {
        const both = [patternFrom({ a }), patternFrom({ a: b })] as const;
        if (both.every((pattern) => matchesEventPattern(pattern, { a: value }))) {
          expect(mayBothMatch(...both)).toBe(true);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  it('is true wherever an event without lists matches both', () => {
    const some = fc.array(anyPatternText, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(some, anyEvent, (texts, event) => {
        const plain = withoutLists(event);
        const met = texts.map(patternFrom).filter((pattern) => matchesEventPattern(pattern, plain));
        for (const one of met) expect(met.filter((other) => !mayBothMatch(one, other))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

/** Each list gives way to its first member. */
function withoutLists(value: unknown): unknown {
  if (Array.isArray(value)) return withoutLists(value[0]);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withoutLists(inner)]));
}
