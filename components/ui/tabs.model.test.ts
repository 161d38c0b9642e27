import { expect, it } from 'vitest';
import { nextTabIndex } from './tabs.model';

it.each([
  ['ArrowRight', 2, 3, 0],
  ['ArrowLeft', 0, 3, 2],
  ['Home', 2, 3, 0],
  ['End', 0, 3, 2],
  ['Enter', 0, 3, null],
  ['ArrowRight', 0, 0, null],
])('%s from %d of %d goes to %s', (key, index, count, next) => {
  expect(nextTabIndex(key, index, count)).toBe(next);
});
