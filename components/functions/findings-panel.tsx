'use client';
import { CircleAlert, CircleCheck, Info } from 'lucide-react';
import { useState } from 'react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { proposeFunctionFixAction } from '@/lib/actions/plan-actions';
import type { FunctionSummary } from '@/lib/contract/function';
import type { FunctionFix } from '@/lib/contract/plan';
import { fixesOf, fixOf } from './fixes.model';
import { FollowabilityBadge } from './followability-badge';
import { FOLLOWABILITY_LOOK } from './followability-look';

/** Whether the function can be followed, what stands in the way, and the plan that mends it. */
export function FindingsPanel({ of }: { of: FunctionSummary }) {
  const readOnly = useReadOnly();
  const fixable = fixesOf(of.findings);
  const [chosen, setChosen] = useState<readonly FunctionFix[] | null>(null);
  const fixes = (chosen ?? fixable).filter((fix) => fixable.includes(fix));
  const plan = useProposedPlan(proposeFunctionFixAction);
  return (
    <section aria-labelledby="followed" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="followed" className="text-md font-semibold">
          Can it be followed?
        </h2>
        <FollowabilityBadge value={of.followability} />
      </div>
      <p className="text-muted">{FOLLOWABILITY_LOOK[of.followability].says}</p>
      {of.findings.length === 0 ? (
        <p className="flex items-center gap-2">
          <CircleCheck aria-hidden className="size-4 text-succeeded" />
          Nothing stands in the way.
        </p>
      ) : (
        <ul className="border-t border-line">
          {of.findings.map((finding) => {
            const fix = fixOf(finding);
            const Icon = finding.severity === 'problem' ? CircleAlert : Info;
            return (
              <li key={finding.code} className="flex items-start gap-2 border-b border-line py-2">
                <Icon
                  aria-hidden
                  className={`mt-0.5 size-4 shrink-0 ${finding.severity === 'problem' ? 'text-failed' : 'text-muted'}`}
                />
                <div className="min-w-0 flex-1">
                  <span className="sr-only">{finding.severity}: </span>
                  {finding.message}
                </div>
                {fix === null ? null : (
                  <label className="inline-flex min-h-6 items-center gap-1.5 text-xs whitespace-nowrap text-muted">
                    <input
                      type="checkbox"
                      className="m-1 size-4 accent-accent"
                      checked={fixes.includes(fix)}
                      onChange={(event) =>
                        setChosen(
                          event.target.checked ? [...fixes, fix] : fixes.filter((each) => each !== fix),
                        )
                      }
                    />
                    mend
                  </label>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {plan.problem === null ? null : <ProblemNote problem={plan.problem} />}
      {fixable.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-3">
          <Button
            variant="primary"
            disabled={readOnly || fixes.length === 0}
            busy={plan.busy}
            onClick={() => plan.propose({ functionName: of.functionName, fixes: [...fixes] })}
          >
            Plan the change
          </Button>
          <span className="text-xs text-muted">
            {readOnly ? READ_ONLY_WORDS : 'Shows the exact calls first; nothing is changed yet.'}
          </span>
        </div>
      )}
      {plan.dialog}
    </section>
  );
}
