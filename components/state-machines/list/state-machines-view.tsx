'use client';
import { useQuery } from '@tanstack/react-query';
import { Plus, Workflow } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Kbd } from '@/components/ui/kbd';
import { moveRow } from '@/components/ui/move-row';
import type { HandlersOf, STATE_MACHINE_LIST_KEYS } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { stateMachineListOptions } from '../state-machines-query-options';
import { isInView, listedMachines, MACHINE_VIEWS } from './state-machine-list.model';
import { StateMachineTable } from './state-machine-table';

const params = {
  view: parseAsStringLiteral(MACHINE_VIEWS).withDefault('all'),
  q: parseAsString.withDefault(''),
  hop: parseAsString,
};

/** The state machines of the account and how they did lately. */
export function StateMachinesView() {
  const router = useRouter();
  const [filters, setFilters] = useQueryStates(params, { clearOnDefault: true });
  const list = useQuery(stateMachineListOptions());
  useHotkeys({
    j: () => moveRow(1),
    k: () => moveRow(-1),
    c: () => router.push('/state-machines/new'),
  } satisfies HandlersOf<typeof STATE_MACHINE_LIST_KEYS>);
  const machines = list.data?.items ?? [];
  const listed = listedMachines(machines, { view: filters.view, text: filters.q });
  const count = (view: (typeof MACHINE_VIEWS)[number]) =>
    machines.filter((machine) => isInView(machine, view)).length;
  return (
    <>
      <div className="flex h-[52px] items-center gap-3 border-b border-line px-4 sm:px-5">
        <h1 className="mr-auto text-lg font-semibold">State machines</h1>
        <Link href="/state-machines/new" className={buttonClass({ variant: 'primary' })}>
          <Plus aria-hidden className="size-3.5" />
          New state machine
          <Kbd className="border-on-accent/40 bg-transparent text-on-accent">c</Kbd>
        </Link>
      </div>
      <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 py-2 sm:px-5">
        <Segmented
          label="Which state machines"
          value={filters.view}
          options={[
            { value: 'all', label: 'All', note: count('all') },
            { value: 'running', label: 'Running', note: count('running') },
            { value: 'failed', label: 'Failed', note: count('failed') },
            { value: 'watched', label: 'Watched', note: count('watched') },
          ]}
          onValueChange={(view) => void setFilters({ view })}
        />
        <SearchField
          label="Search state machines by name or function"
          placeholder="Name, function"
          value={filters.q}
          onChange={(q) => void setFilters({ q })}
        />
      </div>
      {filters.hop === null ? null : (
        <p className="flex flex-wrap items-center gap-2 border-b border-line bg-selected px-4 py-2 sm:px-5">
          Choose the state machine that goes on with the chain.
          <Button size="sm" onClick={() => void setFilters({ hop: null })}>
            Only look
          </Button>
        </p>
      )}
      {list.isError && list.data !== undefined ? (
        <ProblemNote problem={problemFrom(list.error)} className="mx-4 mt-3 sm:mx-5" />
      ) : null}
      {list.data === undefined ? (
        list.isError ? (
          <ErrorState
            title="The state machines could not be read"
            problem={problemFrom(list.error)}
            onRetry={() => void list.refetch()}
            retrying={list.isFetching}
          />
        ) : (
          <RowsSkeleton rows={6} label="Reading the state machines" />
        )
      ) : machines.length === 0 ? (
        <EmptyState
          icon={Workflow}
          title="No state machine in this account and region"
          actions={
            <Link href="/state-machines/new" className={buttonClass({ variant: 'primary' })}>
              New state machine
            </Link>
          }
        >
          <p>
            A state machine that loops or retries is the third way to run a function again: it waits without
            cost and counts by itself.
          </p>
        </EmptyState>
      ) : listed.length === 0 ? (
        <EmptyState
          icon={Workflow}
          title="No state machine matches the filters"
          actions={
            <Button onClick={() => void setFilters({ view: null, q: null })}>
              Show all {machines.length}
            </Button>
          }
        />
      ) : (
        <StateMachineTable machines={listed} hopId={filters.hop} />
      )}
    </>
  );
}

export function StateMachinesSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center border-b border-line px-4 sm:px-5">
        <h1 className="text-lg font-semibold">State machines</h1>
      </div>
      <div className="h-11 border-b border-line" />
      <RowsSkeleton rows={6} label="Reading the state machines" />
    </>
  );
}
