'use client';
import type { ReactNode } from 'react';
import { ProblemNote } from '@/components/ui/problem-note';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { problemFrom } from './fetch-json';
import { type Reading, ReadView } from './read-view';

/** A list in each of its states: being read, unreadable, no longer fresh, empty, all of it hidden by filters, shown. */
export function ReadList<T>({
  reading,
  many,
  skeletonRows,
  count,
  shown,
  empty,
  noneShown,
  children,
}: {
  reading: Reading<T>;
  /** As in "the rules". */
  many: string;
  skeletonRows: number;
  /** How many there are. */
  count: number;
  /** How many the filters let through. */
  shown: number;
  empty: ReactNode;
  noneShown: ReactNode;
  children: ReactNode;
}) {
  return (
    <>
      {reading.isError && reading.data !== undefined ? (
        <ProblemNote problem={problemFrom(reading.error)} className="mx-4 mt-3 sm:mx-5" />
      ) : null}
      <ReadView
        reading={reading}
        one={many}
        skeleton={<RowsSkeleton rows={skeletonRows} label={`Reading ${many}`} />}
      >
        {() => (count === 0 ? empty : shown === 0 ? noneShown : children)}
      </ReadView>
    </>
  );
}
