'use client';
import { useQuery } from '@tanstack/react-query';
import type { Decision } from '@/lib/contract/condition';
import type { HopDetail } from '@/lib/contract/hop';
import { hopDecisionsOptions } from './decision-options';

/** The decision on the run before that made this one; null where no condition did. */
export function useMakingDecision({
  parentHopId,
  via,
}: Pick<HopDetail, 'parentHopId' | 'via'>): Decision | null {
  const { data = [] } = useQuery({
    ...hopDecisionsOptions(parentHopId ?? ''),
    enabled: parentHopId !== null,
  });
  const made = data.find(
    ({ decision, how, dueRerun }) =>
      decision === 'run-again' && how === via && dueRerun?.status !== 'cancelled',
  );
  return made ?? null;
}
