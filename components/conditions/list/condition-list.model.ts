import type { ConditionSummary } from '@/lib/contract/condition';

export const CONDITION_VIEWS = ['all', 'inForce', 'attention', 'draft'] as const;
export type ConditionView = (typeof CONDITION_VIEWS)[number];

export interface ConditionFilters {
  view: ConditionView;
  /** Empty: all ways. */
  how: ConditionSummary['how'] | '';
  text: string;
}

const IN_VIEW: Record<ConditionView, (condition: ConditionSummary) => boolean> = {
  all: () => true,
  inForce: ({ deployedAt, state }) => deployedAt !== null && state !== 'paused',
  attention: (condition) => needsAttention(condition),
  draft: ({ state }) => state === 'draft',
};

/** Something that a person must decide: AWS differs, a version waits, or results could not be judged or came too late. */
function needsAttention({ state, undecidableCount, staleCount }: ConditionSummary): boolean {
  return state === 'drifted' || state === 'changed' || undecidableCount > 0 || staleCount > 0;
}

/** The conditions that the filters leave, by name. */
export function listedConditions(
  conditions: readonly ConditionSummary[],
  { view, how, text }: ConditionFilters,
): ConditionSummary[] {
  const wanted = text.trim().toLowerCase();
  return conditions
    .filter(
      (condition) =>
        IN_VIEW[view](condition) &&
        (how === '' || condition.how === how) &&
        (wanted === '' || searched(condition).includes(wanted)),
    )
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** How many conditions each view holds. */
export function conditionViewCounts(conditions: readonly ConditionSummary[]): Record<ConditionView, number> {
  const count = (view: ConditionView) => conditions.filter(IN_VIEW[view]).length;
  return {
    all: count('all'),
    inForce: count('inForce'),
    attention: count('attention'),
    draft: count('draft'),
  };
}

function searched({ name, functionName, words }: ConditionSummary): string {
  return [name, functionName, ...words].join('\n').toLowerCase();
}
