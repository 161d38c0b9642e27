import clsx from 'clsx';
import { CirclePause, CirclePlay } from 'lucide-react';
import type { RuleSummary } from '@/lib/contract/rule';

/** Whether the rule is in force: icon and word. */
export function RuleState({ state }: { state: RuleSummary['state'] }) {
  const Icon = state === 'ENABLED' ? CirclePlay : CirclePause;
  return (
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 whitespace-nowrap',
        state === 'ENABLED' ? 'text-succeeded' : 'text-cut',
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {state === 'ENABLED' ? 'Enabled' : 'Disabled'}
    </span>
  );
}
