'use client';
import { CheckList } from '@/components/ui/check-list';
import { FilterButton } from '@/components/ui/filter-button';
import { formatCount } from '@/components/ui/format-count';
import { MECHANISM_LOOK, MechanismIcon } from '@/components/ui/mechanism-icon';
import type { ChainCounts } from '@/lib/contract/chain';
import { MECHANISMS } from '@/lib/domain/hop';
import { TimeRangeFilter } from './time-range-filter';
import type { useChainListState } from './use-chain-list-state';

/** What narrows the list, each behind a button: time, function, mechanism. */
export function ChainFilterMenus({
  list: { state, change },
  counts,
}: {
  list: ReturnType<typeof useChainListState>;
  counts: ChainCounts | undefined;
}) {
  const functions = state.function;
  const mechanisms = state.mechanism;
  const functionNames = [
    ...new Set([...functions, ...(counts?.functions.map((each) => each.functionName) ?? [])]),
  ];
  return (
    <div className="flex flex-wrap gap-1.5">
      <TimeRangeFilter
        range={state.range}
        from={state.from}
        to={state.to}
        onRange={(range) => change({ range, from: null, to: null })}
        onWindow={(from, to) => change({ from, to })}
      />
      <FilterButton label="Function" className="w-72">
        <CheckList
          label="functions"
          options={functionNames.map((name) => ({
            value: name,
            text: name,
            label: name,
            note: formatCount(counts?.functions.find((each) => each.functionName === name)?.count ?? 0),
          }))}
          chosen={functions}
          onChange={(next) => change({ function: next })}
        />
      </FilterButton>
      <FilterButton label="Mechanism" className="w-60">
        <CheckList
          label="mechanisms"
          options={MECHANISMS.map((via) => ({
            value: via,
            text: MECHANISM_LOOK[via].word,
            label: <MechanismIcon via={via} withWord />,
          }))}
          chosen={mechanisms}
          onChange={(next) => change({ mechanism: next })}
        />
      </FilterButton>
    </div>
  );
}
