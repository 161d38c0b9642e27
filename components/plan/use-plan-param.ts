'use client';
import { parseAsString, useQueryState } from 'nuqs';

/** The plan that is open, in the address: after a reload or a crash it is there again, to be finished or undone. */
export function usePlanParam() {
  return useQueryState('plan', parseAsString);
}
