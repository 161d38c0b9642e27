'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, Repeat } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useQueryStates } from 'nuqs';
import { DueReruns } from '@/components/decisions/due-reruns';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Kbd } from '@/components/ui/kbd';
import { moveRow } from '@/components/ui/move-row';
import type { CONDITION_LIST_KEYS, HandlersOf } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { conditionListOptions } from '../conditions-query-options';
import { ConditionFilterBar } from './condition-filter-bar';
import { listedConditions } from './condition-list.model';
import { conditionSearchParams } from './condition-search-params';
import { ConditionTable } from './condition-table';

/** The conditions of all functions: when each runs again, within which limits, by which way, and what came of it. */
export function ConditionsView() {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(conditionSearchParams, { clearOnDefault: true });
  const list = useQuery(conditionListOptions());
  useHotkeys({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    c: () => router.push('/conditions/new'),
  } satisfies HandlersOf<typeof CONDITION_LIST_KEYS>);
  const conditions = list.data ?? [];
  const listed = listedConditions(conditions, { ...filters, text: filters.q });
  return (
    <>
      <div className="flex h-[52px] items-center gap-3 border-b border-line px-4 sm:px-5">
        <h1 className="mr-auto text-lg font-semibold">Conditions</h1>
        <Link href="/conditions/new" className={buttonClass({ variant: 'primary' })}>
          <Plus aria-hidden className="size-3.5" />
          New condition
          <Kbd className="border-on-accent/40 bg-transparent text-on-accent">c</Kbd>
        </Link>
      </div>
      <ConditionFilterBar
        conditions={conditions}
        filters={filters}
        onChange={(change) => void setFilters(change)}
      />
      {list.isError && list.data !== undefined ? (
        <ProblemNote problem={problemFrom(list.error)} className="mx-4 mt-3 sm:mx-5" />
      ) : null}
      {list.data === undefined ? (
        list.isError ? (
          <ErrorState
            title="The conditions could not be read"
            problem={problemFrom(list.error)}
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : (
          <RowsSkeleton rows={8} label="Reading the conditions" />
        )
      ) : conditions.length === 0 ? (
        <EmptyState
          icon={Repeat}
          title="No condition yet"
          actions={
            <Link href="/conditions/new" className={buttonClass({ variant: 'primary' })}>
              New condition
            </Link>
          }
        >
          <p>
            A condition says once when a function runs again and within which limits. It is carried out by an
            invocation, a rule or a state machine, whichever you choose, and can be tried on recorded runs
            before anything is deployed.
          </p>
        </EmptyState>
      ) : listed.length === 0 ? (
        <EmptyState
          icon={Repeat}
          title={
            filters.view === 'attention' && filters.q === '' && filters.how === ''
              ? 'Nothing needs a look'
              : 'No condition matches the filters'
          }
          actions={
            <Button onClick={() => void setFilters({ view: null, how: null, q: null })}>
              Show all conditions
            </Button>
          }
        />
      ) : (
        <ConditionTable conditions={listed} busy={list.isFetching} greyed={list.isError} />
      )}
      <DueReruns className="px-4 py-6 sm:px-5" />
    </>
  );
}

export function ConditionsViewSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center border-b border-line px-4 sm:px-5">
        <h1 className="text-lg font-semibold">Conditions</h1>
      </div>
      <div className="h-11 border-b border-line" />
      <RowsSkeleton rows={8} label="Reading the conditions" />
    </>
  );
}
