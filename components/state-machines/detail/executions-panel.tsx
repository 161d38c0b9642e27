'use client';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Workflow } from 'lucide-react';
import { useQueryStates } from 'nuqs';
import { problemFrom } from '@/components/live/fetch-json';
import { ReadView } from '@/components/live/read-view';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { FilterBar } from '@/components/ui/filter-bar';
import { moveRow } from '@/components/ui/move-row';
import type { EXECUTION_LIST_KEYS, HandlersOf } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { Select } from '@/components/ui/select';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { EXECUTION_STATUSES, type StateMachineDetail } from '@/lib/contract/state-machine';
import { executionListOptions } from '../state-machines-query-options';
import { EXECUTION_LOOK } from '../visit-look';
import { EXECUTION_RANGE_MS, EXECUTION_RANGES, executionSearchParams } from './execution-filters';
import { ExecutionTable } from './execution-table';

/** The executions of one state machine, newest first, by status and time. */
export function ExecutionsPanel({ machine }: { machine: StateMachineDetail }) {
  const [filters, setFilters] = useQueryStates(executionSearchParams, { clearOnDefault: true });
  const express = machine.type === 'EXPRESS';
  const list = useInfiniteQuery({
    ...executionListOptions(machine.name, {
      withinMs: EXECUTION_RANGE_MS[filters.range],
      ...(filters.status === null ? {} : { status: filters.status }),
    }),
    enabled: !express,
    placeholderData: keepPreviousData,
  });
  useHotkeys({ j: () => moveRow(1), k: () => moveRow(-1) } satisfies HandlersOf<typeof EXECUTION_LIST_KEYS>);
  if (express) {
    return (
      <EmptyState icon={Workflow} title="AWS keeps no executions of an Express state machine">
        <p>
          What it ran shows in the chains of its functions, joined by trace and time, and in its log group
          where logging is on.
        </p>
      </EmptyState>
    );
  }
  const executions = list.data?.pages.flatMap((page) => page.items) ?? [];
  const filtered = filters.status !== null || filters.range !== '90d';
  return (
    <>
      <FilterBar>
        <Select
          label="Status"
          value={filters.status ?? 'all'}
          options={[
            { value: 'all', label: 'Every status' },
            ...EXECUTION_STATUSES.map((value) => ({ value, label: EXECUTION_LOOK[value].word })),
          ]}
          onValueChange={(status) => void setFilters({ status: status === 'all' ? null : status })}
        />
        <Select
          label="Started within"
          value={filters.range}
          options={EXECUTION_RANGES}
          onValueChange={(range) => void setFilters({ range })}
        />
        <p role="status" className="text-xs text-muted">
          {list.data === undefined
            ? ''
            : `${executions.length}${list.hasNextPage ? '+' : ''} ${executions.length === 1 ? 'execution' : 'executions'}`}
        </p>
      </FilterBar>
      <ReadView
        reading={list}
        one="the executions"
        skeleton={<RowsSkeleton rows={6} label="Reading the executions" />}
      >
        {() =>
          executions.length === 0 ? (
            <EmptyState
              icon={Workflow}
              title={filtered ? 'No execution in this time and status' : 'It has not run yet'}
              actions={
                filtered ? (
                  <Button onClick={() => void setFilters({ status: null, range: '90d' })}>
                    Every status, last 90 days
                  </Button>
                ) : undefined
              }
            >
              <p>AWS keeps an execution for 90 days after it closed.</p>
            </EmptyState>
          ) : (
            <>
              {list.isError ? (
                <ProblemNote problem={problemFrom(list.error)} className="mx-4 mt-3 sm:mx-5" />
              ) : null}
              <ExecutionTable executions={executions} greyed={list.isPlaceholderData} />
              {list.hasNextPage ? (
                <div className="px-4 py-3 sm:px-5">
                  <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                    Older executions
                  </Button>
                </div>
              ) : null}
            </>
          )
        }
      </ReadView>
    </>
  );
}
