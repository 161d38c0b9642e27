import clsx from 'clsx';
import { TONE_SOFT } from '@/components/ui/status-look';
import type { FunctionSummary } from '@/lib/contract/function';
import { FOLLOWABILITY_LOOK } from './followability-look';

/** How well chains of the function can be followed, in icon and word. */
export function FollowabilityBadge({ value }: { value: FunctionSummary['followability'] }) {
  const { icon: Icon, word, says, tone } = FOLLOWABILITY_LOOK[value];
  return (
    <span
      title={says}
      className={clsx(
        'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
        TONE_SOFT[tone],
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}
