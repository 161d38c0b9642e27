'use client';
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { problemFrom, RequestProblem } from '@/components/live/fetch-json';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { RowsSkeleton, Skeleton } from '@/components/ui/skeleton';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import { executionOptions } from '../state-machines-query-options';
import { ExecutionFacts, ExecutionNotes } from './execution-facts';
import { ExecutionHeader } from './execution-header';
import { ExecutionSteps } from './execution-steps';
import { ExecutionTexts } from './execution-texts';

/** One execution: the path that it took, each state that it entered, and the acts on it. */
export function ExecutionView({ name, executionName }: { name: string; executionName: string }) {
  const query = useQuery(executionOptions(name, executionName));
  const { data: execution } = query;
  if (execution === undefined) {
    if (!query.isError) return <ExecutionSkeleton />;
    return query.error instanceof RequestProblem && query.error.status === 404 ? (
      <EmptyState
        icon={Workflow}
        title="There is no such execution"
        actions={
          <Link href={stateMachinePath(name)} className={buttonClass({ variant: 'primary' })}>
            Open {name}
          </Link>
        }
      >
        <p>{query.error.problem.message}</p>
        <p>{query.error.problem.nextStep}</p>
      </EmptyState>
    ) : (
      <ErrorState
        title="The execution could not be read"
        problem={problemFrom(query.error)}
        onRetry={() => void query.refetch()}
        retrying={query.isFetching}
      />
    );
  }
  return (
    <>
      <ExecutionHeader execution={execution} />
      {query.isError ? <ProblemNote problem={problemFrom(query.error)} className="m-4" /> : null}
      <ExecutionNotes execution={execution} />
      <ExecutionFacts execution={execution} />
      <ExecutionSteps execution={execution} />
      <ExecutionTexts execution={execution} />
    </>
  );
}

export function ExecutionSkeleton() {
  return (
    <>
      <div className="flex h-[69px] flex-col justify-center gap-2 border-b border-line px-4 sm:px-5">
        <Skeleton className="h-3 w-64" />
        <Skeleton className="h-4 w-40" />
      </div>
      <RowsSkeleton rows={8} label="Reading the execution" />
    </>
  );
}
