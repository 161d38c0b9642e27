'use client';
import { CircleCheck, CircleX, LoaderCircle, TriangleAlert } from 'lucide-react';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import { zConditionLimits } from '@/lib/contract/condition';
import { describeLimits } from '@/lib/domain/condition/describe-condition';
import type { ConditionEditorState } from './use-condition-editor';

/** The condition read back whole, and what the account says of it. */
export function CheckPanel({ editor: { check, limits: written, draft } }: { editor: ConditionEditorState }) {
  const { data } = check;
  const limits = zConditionLimits.safeParse(written);
  const rest = data?.problems.filter(({ field }) => field === null) ?? [];
  return (
    <section aria-labelledby="condition-check" aria-busy={check.stale}>
      <h2 id="condition-check" className="mb-2 flex items-center gap-2 text-md font-semibold">
        Read back
        <LoaderCircle
          aria-hidden
          className={`size-3.5 text-muted motion-safe:animate-spin ${check.stale ? '' : 'invisible'}`}
        />
      </h2>
      {data === undefined || data.words.length === 0 ? null : (
        <p className="mb-2 break-words">
          <strong className="font-medium">{draft.functionName || 'The function'}</strong> runs again when{' '}
          {data.words.join(' and ')}
          {limits.success ? `: ${describeLimits(limits.data).join('; ')}.` : '.'}
        </p>
      )}
      {check.problem === null ? null : <ProblemNote problem={check.problem} className="mb-2" />}
      {data === undefined ? (
        check.problem === null ? (
          <Skeleton className="h-5 w-40" />
        ) : null
      ) : (
        <ul className="flex flex-col gap-1">
          {data.problems.length === 0 && data.warnings.length === 0 ? (
            <li className="flex gap-1.5">
              <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-succeeded" />
              Nothing stands in the way.
            </li>
          ) : null}
          {rest.map(({ message, nextStep }) => (
            <li key={message} className="flex gap-1.5 text-failed">
              <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0 break-words">
                {message} {nextStep}
              </span>
            </li>
          ))}
          {data.warnings.map((warning) => (
            <li key={warning} className="flex gap-1.5">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-waiting" />
              <span className="min-w-0 break-words">{warning}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
