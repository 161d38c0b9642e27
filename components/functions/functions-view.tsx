'use client';
import { useQuery } from '@tanstack/react-query';
import { Search, SquareFunction } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { Segmented } from '@/components/ui/segmented';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { FUNCTION_VIEWS, listedFunctions, viewCounts } from './function-list.model';
import { FunctionTable } from './function-table';
import { functionListOptions } from './functions-query-options';

const params = {
  view: parseAsStringLiteral(FUNCTION_VIEWS).withDefault('all'),
  q: parseAsString.withDefault(''),
};

/** The account's functions: what is watched, and whether each can be followed. */
export function FunctionsView() {
  const [{ view, q }, setState] = useQueryStates(params, { clearOnDefault: true });
  const list = useQuery(functionListOptions());
  const health = useQuery(healthQueryOptions());
  const functions = list.data ?? [];
  const listed = listedFunctions(functions, view, q);
  const counts = viewCounts(functions);
  const awsProblem = health.data?.aws.problem ?? null;
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 border-b border-line px-4 py-3 sm:px-5">
        <h1 className="mr-1 text-lg font-semibold">Functions</h1>
        <Segmented
          label="Which functions"
          value={view}
          options={[
            { value: 'all', label: 'All', note: counts.all },
            { value: 'watched', label: 'Watched', note: counts.watched },
            { value: 'problems', label: 'With problems', note: counts.problems },
          ]}
          onValueChange={(next) => void setState({ view: next })}
        />
        <search className="relative min-w-48 flex-1 sm:max-w-80">
          <Search aria-hidden className="pointer-events-none absolute top-1.5 left-2 size-4 text-muted" />
          <input
            type="search"
            data-page-search
            aria-label="Find a function by name"
            placeholder="Find by name"
            value={q}
            onChange={(event) => void setState({ q: event.target.value })}
            className="field w-full pl-8"
          />
        </search>
      </div>
      {awsProblem === null ? null : <ProblemNote problem={awsProblem} className="mx-4 mt-3 sm:mx-5" />}
      {functions.length > 0 && counts.watched === 0 ? (
        <p className="border-b border-line px-4 py-2 sm:px-5">
          Nothing is watched yet. Switch on the functions that can run again: each costs one FilterLogEvents
          call a second while it is busy, one in 15 seconds or less while it is idle.
        </p>
      ) : null}
      {list.isError && functions.length === 0 ? (
        <ErrorState
          title="The functions could not be read"
          problem={problemFrom(list.error)}
          onRetry={() => void list.refetch()}
          retrying={list.isFetching}
        />
      ) : list.data === undefined ? (
        <RowsSkeleton rows={10} label="Reading the functions" />
      ) : functions.length === 0 ? (
        <EmptyState icon={SquareFunction} title="No functions in this account and region">
          <p>
            They are listed a few seconds after start. If this stays empty, check on the health page that the
            account and region are the ones you mean.
          </p>
        </EmptyState>
      ) : listed.length === 0 ? (
        <EmptyState
          icon={SquareFunction}
          title={q === '' && view === 'problems' ? 'No function has a problem' : 'No function matches'}
          actions={<Button onClick={() => void setState(null)}>Show all {counts.all}</Button>}
        />
      ) : (
        <FunctionTable functions={listed} busy={list.isFetching} />
      )}
    </>
  );
}

export function FunctionsViewSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center border-b border-line px-4 sm:px-5">
        <h1 className="text-lg font-semibold">Functions</h1>
      </div>
      <RowsSkeleton rows={10} label="Reading the functions" />
    </>
  );
}
