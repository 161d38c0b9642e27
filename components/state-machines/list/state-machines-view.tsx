'use client';
import { useQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { ReadList } from '@/components/live/read-list';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CreateLink } from '@/components/ui/create-link';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { ListSkeleton } from '@/components/ui/list-skeleton';
import { moveRow } from '@/components/ui/move-row';
import type { HandlersOf, STATE_MACHINE_LIST_KEYS } from '@/components/ui/page-keys';
import { PageTitle } from '@/components/ui/page-title';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
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
      <PageTitle title="State machines">
        <CreateLink href="/state-machines/new" keys="c">
          New state machine
        </CreateLink>
      </PageTitle>
      <FilterBar>
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
      </FilterBar>
      {filters.hop === null ? null : (
        <p className="flex flex-wrap items-center gap-2 border-b border-line bg-selected px-4 py-2 sm:px-5">
          Choose the state machine that goes on with the chain.
          <Button size="sm" onClick={() => void setFilters({ hop: null })}>
            Only look
          </Button>
        </p>
      )}
      <ReadList
        reading={list}
        many="the state machines"
        skeletonRows={6}
        count={machines.length}
        shown={listed.length}
        empty={
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
        }
        noneShown={
          <EmptyState
            icon={Workflow}
            title="No state machine matches the filters"
            actions={
              <Button onClick={() => void setFilters({ view: null, q: null })}>
                Show all {machines.length}
              </Button>
            }
          />
        }
      >
        <StateMachineTable machines={listed} hopId={filters.hop} />
      </ReadList>
    </>
  );
}

export function StateMachinesSkeleton() {
  return <ListSkeleton title="State machines" many="the state machines" rows={6} />;
}
