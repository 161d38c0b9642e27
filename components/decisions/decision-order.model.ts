import type { Decision } from '@/lib/contract/condition';

const RANK: Record<Decision['decision'], number> = { 'run-again': 0, stale: 1, undecidable: 2, stop: 3 };

export interface OrderedDecisions {
  /** What became of the run. */
  shown: Decision[];
  /** Of conditions that have nothing to do with it: another one ran it again, or made it. */
  unmatched: Decision[];
}

/** What decided first; `madeBy` is the condition that ran the hop. */
export function orderDecisions(decisions: readonly Decision[], madeBy: string | null): OrderedDecisions {
  const sorted = [...decisions].sort((a, b) => RANK[a.decision] - RANK[b.decision]);
  const concerns = ({ decision, limit, conditionId }: Decision) =>
    decision !== 'stop' || limit !== null || conditionId === madeBy;
  const shown = sorted.filter(concerns);
  if (shown.length === 0) return { shown: sorted, unmatched: [] };
  return { shown, unmatched: sorted.filter((decision) => !concerns(decision)) };
}
