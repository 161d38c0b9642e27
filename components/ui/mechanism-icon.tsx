import clsx from 'clsx';
import {
  CircleQuestionMark,
  CopyPlus,
  CornerDownRight,
  Hand,
  type LucideIcon,
  RotateCw,
  Waypoints,
  Workflow,
} from 'lucide-react';
import type { Mechanism } from '@/lib/domain/hop';

export const MECHANISM_LOOK: Record<Mechanism, { word: string; icon: LucideIcon }> = {
  manual: { word: 'manual', icon: Hand },
  invoke: { word: 'invoke', icon: CornerDownRight },
  eventbridge: { word: 'EventBridge', icon: Waypoints },
  stepfunctions: { word: 'Step Functions', icon: Workflow },
  'async-retry': { word: 'async retry', icon: RotateCw },
  'duplicate-delivery': { word: 'duplicate delivery', icon: CopyPlus },
  unknown: { word: 'unknown', icon: CircleQuestionMark },
};

/** How a hop was caused: icon, and the word beside it or as its name. */
export function MechanismIcon({
  via,
  withWord = false,
  className,
}: {
  via: Mechanism;
  withWord?: boolean;
  className?: string;
}) {
  const { word, icon: Icon } = MECHANISM_LOOK[via];
  return (
    <span
      title={withWord ? undefined : word}
      className={clsx('inline-flex shrink-0 items-center gap-1 text-muted', className)}
    >
      <Icon aria-hidden className="size-3.5" />
      <span className={withWord ? 'text-xs' : 'sr-only'}>{word}</span>
    </span>
  );
}
