'use client';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, Filter } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { formatCount } from '@/components/ui/format-count';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { isTimed, NO_FILTERS, withoutTime } from './chain-filters.model';
import { chainCountsOptions } from './chains-query-options';
import { FirstRun } from './first-run';
import type { useChainListState } from './use-chain-list-state';

/** No rows is three things: nothing was ever seen, it lies outside the time range, or the filters hide it. */
export function NoRows({
  list: { state, filters, change, reset },
}: {
  list: ReturnType<typeof useChainListState>;
}) {
  const all = useQuery(chainCountsOptions(NO_FILTERS));
  const elsewhen = useQuery({ ...chainCountsOptions(withoutTime(filters)), enabled: isTimed(filters) });
  if (all.isPending || (isTimed(filters) && elsewhen.isPending)) {
    return <RowsSkeleton rows={3} label="Looking for chains" />;
  }
  if (all.data?.total === 0) return <FirstRun />;
  const outside = elsewhen.data?.total ?? 0;
  if (isTimed(filters) && outside > 0) {
    return (
      <EmptyState
        icon={CalendarClock}
        title="Nothing in this time range"
        actions={
          <Button variant="primary" onClick={() => change({ range: 'all', from: null, to: null })}>
            Show all time
          </Button>
        }
      >
        <p>
          {outside === 1 ? '1 chain matches' : `${formatCount(outside)} chains match`} outside of it, with the
          same filters.
        </p>
      </EmptyState>
    );
  }
  const clears = [
    { on: state.q !== '', label: `text “${state.q}”`, clear: () => change({ q: '' }) },
    { on: state.status.length > 0, label: 'status', clear: () => change({ status: [] }) },
    { on: state.function.length > 0, label: 'function', clear: () => change({ function: [] }) },
    { on: state.mechanism.length > 0, label: 'mechanism', clear: () => change({ mechanism: [] }) },
    { on: !filters.singles, label: 'hidden single runs', clear: () => change({ singles: true }) },
  ].filter((each) => each.on);
  return (
    <EmptyState
      icon={Filter}
      title="No chain matches these filters"
      actions={
        <>
          {clears.map((each) => (
            <Button key={each.label} onClick={each.clear}>
              Clear {each.label}
            </Button>
          ))}
          <Button variant="primary" onClick={reset}>
            Clear everything
          </Button>
        </>
      }
    >
      <p>
        There are chains, {formatCount(all.data?.total ?? 0)} in all; each filter below can be taken away.
      </p>
    </EmptyState>
  );
}
