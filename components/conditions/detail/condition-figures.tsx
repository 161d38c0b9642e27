import type { ConditionDetail } from '@/lib/contract/condition';

/** What it did within a day, and what waits. */
export function ConditionFigures({ condition }: { condition: ConditionDetail }) {
  const { runCount24h, undecidableCount, staleCount, dueCount } = condition;
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 px-4 pb-2 text-xs sm:px-5">
      <Figure name="Runs 24 h" count={runCount24h} />
      <Figure name="Could not be judged" count={undecidableCount} tone="text-waiting" />
      <Figure name="Left to you" count={staleCount} tone="text-waiting" />
      <Figure name="Due" count={dueCount} />
    </dl>
  );
}

function Figure({ name, count, tone = '' }: { name: string; count: number; tone?: string }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted">{name}</dt>
      <dd className={count === 0 ? 'text-faint' : `font-medium ${tone}`}>{count.toLocaleString('en-US')}</dd>
    </div>
  );
}
