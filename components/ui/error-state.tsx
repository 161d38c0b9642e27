import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ProblemText } from '@/lib/contract/operation';
import { Button } from './button';

/** What failed, in words, with the next step and a way to try again. */
export function ErrorState({
  title,
  problem,
  onRetry,
  retrying = false,
  children,
}: {
  title: string;
  problem?: Pick<ProblemText, 'message' | 'nextStep' | 'awsCode'> | undefined;
  onRetry?: (() => void) | undefined;
  retrying?: boolean;
  children?: ReactNode;
}) {
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-start gap-2 px-5 py-10">
      <TriangleAlert aria-hidden className="size-5 text-failed" />
      <h2 className="text-md font-semibold">{title}</h2>
      {problem === undefined ? null : (
        <>
          <p className="break-words">
            {problem.message}
            {problem.awsCode === null ? null : (
              <code className="ml-2 text-xs text-muted">{problem.awsCode}</code>
            )}
          </p>
          {problem.nextStep === null ? null : <p className="text-muted">{problem.nextStep}</p>}
        </>
      )}
      {children}
      {onRetry === undefined ? null : (
        <Button className="mt-2" busy={retrying} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
