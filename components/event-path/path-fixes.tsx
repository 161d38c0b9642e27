'use client';
import type { Route } from 'next';
import Link from 'next/link';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { ProblemNote } from '@/components/ui/problem-note';
import { planPathFixAction } from '@/lib/actions/event-actions';
import type { EventPath } from '@/lib/contract/event';
import { wayOf } from './event-path.model';

/** What mends the broken link: plans of exact calls, and the editors where a person must choose. */
export function PathFixes({ fixes, onSettled }: { fixes: EventPath['fixes']; onSettled: () => void }) {
  const readOnly = useReadOnly();
  const { propose, busy, problem, dialog } = useProposedPlan(planPathFixAction, (settled) => {
    if (settled !== null) onSettled();
  });
  // a plan that is under way may have mended it already
  if (fixes.length === 0) return dialog;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {fixes.map(({ label, fix }, index) => {
          const way = wayOf(fix);
          const variant = index === 0 ? 'primary' : 'secondary';
          return way.kind === 'link' ? (
            <Link key={label} href={way.href as Route} className={buttonClass({ variant })}>
              {label}
            </Link>
          ) : (
            <Button
              key={label}
              variant={variant}
              aria-haspopup="dialog"
              disabled={readOnly}
              title={readOnly ? READ_ONLY_WORDS : 'Shows the exact calls first; nothing is changed yet'}
              busy={busy}
              onClick={() => propose(way.fix)}
            >
              {label}
            </Button>
          );
        })}
      </div>
      {problem === null ? null : <ProblemNote problem={problem} />}
      {dialog}
    </>
  );
}
