'use client';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { problemFrom } from '@/components/live/fetch-json';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { formatCount } from '@/components/ui/format-count';
import { NewRowsBar } from '@/components/ui/new-rows-bar';
import { ProblemNote } from '@/components/ui/problem-note';
import { SearchField } from '@/components/ui/search-field';
import { Segmented } from '@/components/ui/segmented';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { ChainFilterChips } from './chain-filter-chips';
import { ChainFilterMenus } from './chain-filter-menus';
import { ChainTable } from './chain-table';
import { chainChartOptions, chainCountsOptions, chainListOptions } from './chains-query-options';
import { NoRows } from './no-rows';
import { OutcomeChart } from './outcome-chart';
import { chartColumns, chartStart } from './outcome-chart.model';
import { useChainListState } from './use-chain-list-state';
import { useShownChains } from './use-shown-chains';

/** The chains: what needs a person first, all of them one click away. */
export function ChainsView() {
  const list = useChainListState();
  const { state, filters, change } = list;
  const counts = useQuery(chainCountsOptions({ ...filters, attention: false }));
  const calm = filters.attention && state.cursor === null && counts.data?.attention === 0;
  const shownFilters = calm ? { ...filters, attention: false } : filters;
  const chart = useQuery(chainChartOptions({ ...filters, attention: false }));
  const page = useQuery(chainListOptions(shownFilters, state.cursor));
  const { rows, newCount, showNew } = useShownChains(
    JSON.stringify([shownFilters, state.cursor]),
    page.data?.items ?? [],
    page.data !== undefined && !page.isPlaceholderData,
  );
  const start = chart.data === undefined ? null : chartStart(chart.data, shownFilters, chart.dataUpdatedAt);
  const closerFilters = { ...filters, attention: false, from: start ?? '' };
  const closer = useQuery({ ...chainChartOptions(closerFilters), enabled: start !== null });
  const drawn = start === null || closer.data === undefined ? chart : closer;
  const columns =
    drawn.data === undefined
      ? null
      : chartColumns(drawn.data, drawn === closer ? closerFilters : shownFilters, drawn.dataUpdatedAt);

  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pt-3 pb-2 sm:px-5">
        <h1 className="mr-1 text-lg font-semibold">Chains</h1>
        <Segmented
          label="Which chains"
          value={filters.attention ? 'attention' : state.status.length > 0 ? null : 'all'}
          options={[
            { value: 'attention', label: 'Needs attention', note: count(counts.data?.attention) },
            { value: 'all', label: 'All', note: count(counts.data?.total) },
          ]}
          onValueChange={(view) => change({ view, status: [], ...(view === 'attention' ? { q: '' } : {}) })}
        />
        <SearchField
          label="Search chains by trace, request or event ID, error text or function"
          placeholder="Trace, request or event ID, error text, function"
          value={state.q}
          onChange={(q) => change({ q }, { typing: true })}
        />
        <ChainFilterMenus list={list} counts={counts.data} />
      </div>
      <ChainFilterChips list={list} counts={counts.data} />
      {columns === null || columns.total === 0 ? null : (
        <OutcomeChart
          chart={columns}
          closer={drawn === closer}
          brushed={state.from !== null || state.to !== null}
          onWindow={(from, to) => change({ from, to })}
        />
      )}
      {calm && rows.length > 0 ? (
        <p role="status" className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 sm:px-5">
          <CircleCheck aria-hidden className="size-4 text-succeeded" />
          <span>Nothing needs a person here. All chains:</span>
        </p>
      ) : null}
      {page.isError && rows.length > 0 ? (
        <ProblemNote problem={problemFrom(page.error)} className="mx-5 mt-2" />
      ) : null}
      {state.cursor === null ? (
        <NewRowsBar count={newCount} one="chain" many="chains" onShow={showNew} />
      ) : null}
      {page.isError && rows.length === 0 ? (
        <ErrorState
          title="The chains could not be read"
          problem={problemFrom(page.error)}
          onRetry={() => void page.refetch()}
          retrying={page.isFetching}
        />
      ) : page.data === undefined ? (
        <RowsSkeleton rows={12} label="Reading the chains" />
      ) : rows.length === 0 ? (
        <NoRows list={list} />
      ) : (
        <>
          <ChainTable rows={rows} busy={page.isFetching} greyed={page.isError || page.isPlaceholderData} />
          <nav aria-label="Pages" className="flex items-center gap-2 px-4 py-3 sm:px-5">
            {state.cursor === null ? null : <Button onClick={() => change({ cursor: null })}>Newest</Button>}
            {page.data.nextCursor === null ? (
              <span className="text-xs text-muted">
                {rows.length === 1 ? '1 chain' : `${rows.length} chains`}, the end.
              </span>
            ) : (
              <>
                <Button onClick={() => change({ cursor: page.data.nextCursor })}>Older</Button>
                <span className="text-xs text-muted">{rows.length} shown</span>
              </>
            )}
          </nav>
        </>
      )}
    </>
  );
}

function count(value: number | undefined): string | undefined {
  return value === undefined ? undefined : formatCount(value);
}

export function ChainsViewSkeleton() {
  return (
    <>
      <div className="flex h-[52px] items-center px-4 sm:px-5">
        <h1 className="text-lg font-semibold">Chains</h1>
      </div>
      <RowsSkeleton rows={14} label="Reading the chains" />
    </>
  );
}
