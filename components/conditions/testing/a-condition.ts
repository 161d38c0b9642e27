import type { ConditionSummary } from '@/lib/contract/condition';

/** A deployed condition of which nothing is to be said. */
export function aCondition(changes: Partial<ConditionSummary> = {}): ConditionSummary {
  return {
    conditionId: '00000000-0000-4000-8000-000000000001',
    name: 'until ready',
    functionName: 'poller',
    how: 'invoke',
    version: 1,
    state: 'deployed',
    words: ['responsePayload.status is “PENDING”'],
    limitsWords: ['at most 10 runs of one chain, the first included'],
    deployedAt: '2026-11-23T09:00:00.000Z',
    deployedHow: 'invoke',
    deployedVersion: 1,
    runCount24h: 0,
    undecidableCount: 0,
    staleCount: 0,
    dueCount: 0,
    savedAt: '2026-11-23T08:00:00.000Z',
    ...changes,
  };
}
