import { describe, expect, it } from 'vitest';
import { patternFrom } from './testing/pattern-from.ts';
import { upperBoundsOf } from './upper-bound.ts';

describe('upperBoundsOf', () => {
  it.each<[unknown, unknown[]]>([
    [{ a: { n: [{ numeric: ['<', 5] }] } }, [{ path: ['a', 'n'], below: 5, inclusive: false }]],
    [{ n: [{ numeric: ['>', 0, '<=', 5] }] }, [{ path: ['n'], below: 5, inclusive: true }]],
    [{ n: [0, 1, 2] }, [{ path: ['n'], below: 2, inclusive: true }]],
    [{ n: [5, { numeric: ['<', 5] }] }, [{ path: ['n'], below: 5, inclusive: true }]],
    [{ n: [{ numeric: ['=', 3] }] }, [{ path: ['n'], below: 3, inclusive: true }]],
    [{ n: [{ numeric: ['>', 3] }] }, []],
    [{ n: [{ numeric: ['<', 3] }, { exists: false }] }, []],
    [{ n: [1, 'a'] }, []],
    [{ s: ['a'] }, []],
    [
      { n: [{ numeric: ['<', 3] }], $or: [{ a: [1] }, { b: ['x'] }] },
      [{ path: ['n'], below: 3, inclusive: false }],
    ],
    [{ $or: [{ n: [1] }, { n: [{ numeric: ['<', 9] }] }] }, [{ path: ['n'], below: 9, inclusive: false }]],
    [{ $or: [{ n: [1] }, { m: [1] }] }, []],
  ])('%j: %j', (pattern, bounds) => {
    expect(upperBoundsOf(patternFrom(pattern))).toEqual(bounds);
  });
});
