import { describe, expect, it } from 'vitest';
import { describeEventPattern } from './describe-event-pattern.ts';
import { patternFrom } from './testing/pattern-from.ts';

describe('describeEventPattern', () => {
  it.each<[unknown[], string]>([
    [['PENDING', 'QUEUED'], 'is one of “PENDING”, “QUEUED”'],
    [['a'], 'is “a”'],
    [[null, true, 1.5], 'is one of null, true, 1.5'],
    [[{ numeric: ['<', 5] }], 'is less than 5'],
    [[{ numeric: ['>', 0, '<=', 5] }], 'is greater than 0 and at most 5'],
    [[{ numeric: ['=', 5] }], 'is the number 5'],
    [[{ exists: true }], 'is present'],
    [[{ exists: false }, 'a'], 'is “a” or is absent'],
    [
      [{ prefix: 'a' }, { suffix: { 'equals-ignore-case': 'b' } }],
      'starts with “a” or ends with “b” in any case',
    ],
    [[{ 'equals-ignore-case': 'a' }], 'is “a” in any case'],
    [[{ wildcard: 'a*' }], 'is a text like “a*”'],
    [[{ cidr: '10.0.0.0/8' }], 'is an IP address in 10.0.0.0/8'],
    [[{ 'anything-but': ['a', 'b', 'c'] }], 'is anything but “a”, “b” or “c”'],
    [[{ 'anything-but': 5 }], 'is anything but 5'],
    [[{ 'anything-but': { prefix: 'a' } }], 'is anything that does not start with “a”'],
    [[{ 'anything-but': { suffix: ['a', 'b'] } }], 'is anything that does not end with “a” or “b”'],
    [[{ 'anything-but': { wildcard: '*a*' } }], 'is anything not like “*a*”'],
    [[{ 'anything-but': { 'equals-ignore-case': 'a' } }], 'is anything but “a” in any case'],
  ])('%j: %s', (matchers, words) => {
    expect(describeEventPattern(patternFrom({ detail: { status: matchers } }))).toEqual([
      { path: ['detail', 'status'], words: `detail.status ${words}` },
    ]);
  });

  it('says an $or in one sentence', () => {
    const pattern = { source: ['s'], detail: { $or: [{ a: [1] }, { b: [2], c: [3] }] } };
    expect(describeEventPattern(patternFrom(pattern))).toEqual([
      { path: ['source'], words: 'source is “s”' },
      { path: ['detail'], words: 'either detail.a is 1 or (detail.b is 2 and detail.c is 3)' },
    ]);
  });
});
