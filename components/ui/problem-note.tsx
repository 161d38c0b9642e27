import clsx from 'clsx';
import { CircleAlert } from 'lucide-react';
import type { ProblemText } from '@/lib/contract/operation';

/** A problem inside a form, dialog or row: one line of what, one of what to do. */
export function ProblemNote({
  problem,
  id,
  className,
}: {
  problem: Pick<ProblemText, 'message' | 'nextStep' | 'awsCode'>;
  id?: string;
  className?: string;
}) {
  return (
    <div
      id={id}
      role="alert"
      className={clsx('flex gap-2 rounded-md bg-failed-soft px-3 py-2 text-failed', className)}
    >
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">
        <p className="font-medium">
          {problem.message}
          {problem.awsCode === null ? null : <code className="ml-2 text-xs">{problem.awsCode}</code>}
        </p>
        {problem.nextStep === null ? null : <p>{problem.nextStep}</p>}
      </div>
    </div>
  );
}
