'use client';
import { useQuery } from '@tanstack/react-query';
import { useHydrated } from '@/components/ui/use-hydrated';
import { healthQueryOptions } from './health-query-options';

export const READ_ONLY_WORDS = 'This dashboard is read-only: nothing is run or changed from it.';

/** Whether this dashboard only reads: acts are shown, switched off and with the reason. */
export function useReadOnly(): boolean {
  const hydrated = useHydrated();
  const { data } = useQuery(healthQueryOptions());
  return hydrated && data?.readOnly === true;
}
