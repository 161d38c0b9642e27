import clsx from 'clsx';
import { CircleDashed, CirclePause, CirclePlay, CircleX, type LucideIcon, PencilLine } from 'lucide-react';
import type { ConditionSummary } from '@/lib/contract/condition';

type State = ConditionSummary['state'];

const STATE_LOOK: Record<State, { word: string; says: string; icon: LucideIcon; tone: string }> = {
  draft: {
    word: 'Draft',
    says: 'Nothing runs again by it: it is not deployed.',
    icon: CircleDashed,
    tone: 'text-muted',
  },
  deployed: { word: 'Deployed', says: 'In force as it was saved.', icon: CirclePlay, tone: 'text-succeeded' },
  changed: {
    word: 'Changed',
    says: 'Saved since it was deployed: the former version is in force.',
    icon: PencilLine,
    tone: 'text-waiting',
  },
  drifted: {
    word: 'Drifted',
    says: 'AWS no longer is what was deployed.',
    icon: CircleX,
    tone: 'text-failed',
  },
  paused: {
    word: 'Paused',
    says: 'Deployed, but nothing runs again by it for now.',
    icon: CirclePause,
    tone: 'text-cut',
  },
};

/** How a condition stands: icon and word. */
export function ConditionState({ state }: { state: State }) {
  const { word, says, icon: Icon, tone } = STATE_LOOK[state];
  return (
    <span title={says} className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', tone)}>
      <Icon aria-hidden className="size-3.5" />
      {word}
    </span>
  );
}
