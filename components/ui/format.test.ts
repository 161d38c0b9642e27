import { describe, expect, it } from 'vitest';
import { formatCost } from './format-cost';
import { formatCount } from './format-count';
import { formatDuration } from './format-duration';
import { formatClock, formatDateTime, formatRelative } from './format-time';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [-5, '0 ms'],
    [1.25, '1.3 ms'],
    [84.21, '84 ms'],
    [999.6, '1.0 s'],
    [4120, '4.1 s'],
    [9949, '9.9 s'],
    [9951, '10 s'],
    [59_999, '1 min 0 s'],
    [192_000, '3 min 12 s'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
  ])('%d ms → %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatCost', () => {
  it.each([
    [0, '$0'],
    [0.0000071, '$0.0000071'],
    [0.000000000001, '$0.000000000001'],
    [0.00024, '$0.00024'],
    [0.0345, '$0.0345'],
    [1.2449, '$1.24'],
  ])('%d → %s', (usd, text) => {
    expect(formatCost(usd)).toBe(text);
  });
});

describe('formatCount', () => {
  it('stops at 10,000 where counting stopped', () => {
    expect([formatCount(1204), formatCount(10_000), formatCount(48_213, false)]).toEqual([
      '1,204',
      '10,000+',
      '48,213',
    ]);
  });
});

describe('times', () => {
  const at = Date.parse('2026-11-03T09:05:01.204Z');
  it('writes UTC unambiguously', () => {
    expect(formatDateTime(at, 'utc', true)).toBe('2026-11-03 09:05:01.204 UTC');
    expect(formatClock(at, 'utc')).toBe('09:05:01');
    expect(formatClock(Date.parse('2026-11-03T00:00:00Z'), 'utc')).toBe('00:00:00');
  });
  it.each([
    [0, 'now'],
    [1400, 'now'],
    [8000, '8 s ago'],
    [59_000, '59 s ago'],
    [60_000, '1 min ago'],
    [7_200_000, '2 h ago'],
    [172_800_000, '2 d ago'],
    [-20_000, 'in 20 s'],
  ])('%d ms before now is %s', (agoMs, text) => {
    expect(formatRelative(at - agoMs, at)).toBe(text);
  });
});
