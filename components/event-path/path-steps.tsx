import clsx from 'clsx';
import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon } from 'lucide-react';
import { harmlessText } from '@/components/ui/harmless-text';
import type { EventPath } from '@/lib/contract/event';
import { STEP_STATUS_WORDS, STEP_WORDS } from './event-path.model';

type PathStep = EventPath['steps'][number];

const LOOK: Record<PathStep['status'], { icon: LucideIcon; className: string }> = {
  ok: { icon: CircleCheck, className: 'text-succeeded' },
  broken: { icon: CircleX, className: 'text-failed' },
  unknown: { icon: CircleHelp, className: 'text-waiting' },
  'not-reached': { icon: CircleDashed, className: 'text-faint' },
};

/** The steps as a line of stations; the broken one cannot be missed, what lies behind it is drawn as not reached. */
export function PathSteps({ steps }: { steps: readonly PathStep[] }) {
  return (
    <ol>
      {steps.map((step, index) => {
        const { icon: Icon, className } = LOOK[step.status];
        const broken = step.status === 'broken';
        const last = index === steps.length - 1;
        return (
          <li
            key={step.step}
            aria-current={broken ? 'step' : undefined}
            className={clsx(
              'relative flex gap-2.5 px-2 py-1',
              broken && 'my-0.5 rounded-md border-l-2 border-failed bg-failed-soft',
            )}
          >
            {last ? null : (
              <span
                aria-hidden
                className={clsx(
                  'forced-mark absolute top-6 -bottom-1.5 border-l',
                  broken ? 'left-[13px]' : 'left-[15px]',
                  step.status === 'ok' ? 'border-(--bar-succeeded)' : 'border-dashed border-line-strong',
                )}
              />
            )}
            <Icon aria-hidden className={clsx('mt-0.5 size-4 shrink-0', className)} />
            <div className="min-w-0 flex-1">
              <p
                className={clsx(
                  'flex flex-wrap items-baseline gap-x-2',
                  broken ? 'font-semibold text-failed' : step.status === 'not-reached' && 'text-faint',
                )}
              >
                {STEP_WORDS[step.step]}
                <span className={clsx('text-xs', broken ? 'font-semibold' : className)}>
                  {STEP_STATUS_WORDS[step.status]}
                </span>
              </p>
              {step.status === 'not-reached' || step.message === '' ? null : (
                <p className={clsx('text-xs break-words', !broken && 'text-muted')}>
                  {harmlessText(step.message)}
                </p>
              )}
              {step.evidence === null ? null : (
                <p
                  className={clsx(
                    'mt-0.5 max-h-24 overflow-y-auto font-mono text-xs break-words whitespace-pre-wrap',
                    broken ? 'text-text' : 'text-faint',
                  )}
                >
                  {harmlessText(step.evidence)}
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}
