import clsx from 'clsx';
import type { ConditionSummary } from '@/lib/contract/condition';
import { MECHANISM_LOOK } from './mechanism-icon';

type How = ConditionSummary['how'];

/** Each way to run a function again, in words of what does it. */
export const HOW_WORDS: Record<How, string> = {
  invoke: 'Invoke',
  eventbridge: 'EventBridge rule',
  stepfunctions: 'State machine',
};

/** A way: its icon and its words. */
export function HowWord({ how, className }: { how: How; className?: string }) {
  const { icon: Icon } = MECHANISM_LOOK[how];
  return (
    <span className={clsx('inline-flex items-center gap-1.5 whitespace-nowrap', className)}>
      <Icon aria-hidden className="size-3.5 shrink-0 text-muted" />
      {HOW_WORDS[how]}
    </span>
  );
}
