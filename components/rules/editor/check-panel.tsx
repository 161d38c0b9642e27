'use client';
import { CircleCheck, CircleHelp, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import { LoopPicture } from '../loop-picture';
import type { RuleEditorState } from './use-rule-editor';

/** What AWS and the account say of the rule as it stands: pattern, warnings, loops. */
export function CheckPanel({ editor: { check, draft } }: { editor: RuleEditorState }) {
  const { data } = check;
  if (data === undefined) {
    return check.problem === null ? (
      <Skeleton className="h-5 w-40" />
    ) : (
      <ProblemNote problem={check.problem} />
    );
  }
  const rest = data.problems.filter((problem) => problem.field === null);
  const unnamed = draft.ruleName === '';
  return (
    <>
      <section aria-labelledby="rule-checks" aria-busy={check.stale}>
        <h2 id="rule-checks" className="mb-2 flex items-center gap-2 text-md font-semibold">
          Checked with AWS
          <LoaderCircle
            aria-hidden
            className={`size-3.5 text-muted motion-safe:animate-spin ${check.stale ? '' : 'invisible'}`}
          />
        </h2>
        {check.problem === null ? null : <ProblemNote problem={check.problem} className="mb-2" />}
        <ul className="flex flex-col gap-1">
          <li className="flex gap-1.5">
            {data.acceptedByAws === true ? (
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-succeeded" />
            ) : data.acceptedByAws === false ? (
              <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-failed" />
            ) : (
              <CircleHelp aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
            )}
            {data.acceptedByAws === true
              ? 'TestEventPattern takes the pattern.'
              : data.acceptedByAws === false
                ? 'TestEventPattern refuses the pattern.'
                : 'TestEventPattern could not be asked.'}
          </li>
          {data.warnings.map((warning) => (
            <li key={warning} className="flex gap-1.5">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
              <span className="min-w-0 break-words">{warning}</span>
            </li>
          ))}
          {rest.map((problem) => (
            <li key={problem.message} className="flex gap-1.5 text-failed">
              <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">
                {problem.message} {problem.nextStep}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="rule-loops">
        <h2 id="rule-loops" className="mb-2 text-md font-semibold">
          Does it feed itself?
        </h2>
        {unnamed ? <p className="mb-1 text-xs text-muted">The rule has no name yet.</p> : null}
        <LoopPicture check={data.loop} />
      </section>
    </>
  );
}
