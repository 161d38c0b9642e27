import { expect, it } from 'vitest';
import { fromFieldTime, toFieldTime } from './field-time.model';

it.each(['utc', 'local'] as const)('a time survives the field in %s', (zone) => {
  const iso = '2026-11-03T09:05:01.000Z';
  expect(fromFieldTime(toFieldTime(iso, zone), zone)).toBe(iso);
});
it('takes nothing and nonsense for nothing', () => {
  expect([toFieldTime(null, 'utc'), toFieldTime('soon', 'utc')]).toEqual(['', '']);
  expect([fromFieldTime('', 'utc'), fromFieldTime('soon', 'local')]).toEqual([null, null]);
});
