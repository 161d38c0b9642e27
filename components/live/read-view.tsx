'use client';
import type { ReactNode } from 'react';
import { ErrorState } from '@/components/ui/error-state';
import { problemFrom, RequestProblem } from './fetch-json';

/** What a view needs of a query. */
export interface Reading<T> {
  data: T | undefined;
  isError: boolean;
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** What was read; before that a skeleton, and where it cannot be read why, or that there is no such thing. */
export function ReadView<T>({
  reading,
  one,
  skeleton,
  unknown,
  children,
}: {
  reading: Reading<T>;
  /** As in "the rule": named when it cannot be read. */
  one: string;
  skeleton: ReactNode;
  /** Shown where the server knows no such thing. */
  unknown?: (problem: RequestProblem['problem']) => ReactNode;
  children: (read: T) => ReactNode;
}) {
  const { data, error } = reading;
  if (data !== undefined) return children(data);
  if (!reading.isError) return skeleton;
  if (unknown !== undefined && error instanceof RequestProblem && [400, 404].includes(error.status)) {
    return unknown(error.problem);
  }
  return (
    <ErrorState
      title={`${one.charAt(0).toUpperCase()}${one.slice(1)} could not be read`}
      problem={problemFrom(error)}
      onRetry={() => void reading.refetch()}
      retrying={reading.isFetching}
    />
  );
}
