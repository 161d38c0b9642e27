import { isDeepStrictEqual } from 'node:util';
import type { Fields } from './plan-body.ts';

/** Whether two readings of AWS's state are equal, whatever the order of their keys. */
export function sameState(a: Fields, b: Fields): boolean {
  return isDeepStrictEqual(a, b);
}
