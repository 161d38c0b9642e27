'use client';
import { Button } from '@/components/ui/button';
import { CheckList } from '@/components/ui/check-list';
import { Chip } from '@/components/ui/chip';
import { FilterButton } from '@/components/ui/filter-button';
import { formatCount } from '@/components/ui/format-count';
import { MECHANISM_LOOK, MechanismIcon } from '@/components/ui/mechanism-icon';
import type { ChainCounts } from '@/lib/contract/chain';
import { MECHANISMS } from '@/lib/domain/hop';
import { StatusChips } from './status-chips';
import { TimeRangeFilter } from './time-range-filter';
import type { useChainListState } from './use-chain-list-state';

/** What narrows the list: all of it in the URL. */
export function ChainFilterBar({
  list: { state, change, reset },
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
  const narrowed =
    state.status.length + functions.length + mechanisms.length > 0 ||
    state.q !== '' ||
    state.from !== null ||
    state.to !== null ||
    state.range !== '24h' ||
    state.singles;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-line px-4 py-2 sm:px-5">
      <StatusChips counts={counts} chosen={state.status} onChange={(status) => change({ status })} />
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
      {functions.map((name) => (
        <Chip
          key={name}
          name={`function ${name}`}
          onRemove={() => change({ function: functions.filter((each) => each !== name) })}
        >
          <span className="text-muted">function</span>&nbsp;{name}
        </Chip>
      ))}
      {mechanisms.map((via) => (
        <Chip
          key={via}
          name={`mechanism ${MECHANISM_LOOK[via].word}`}
          onRemove={() => change({ mechanism: mechanisms.filter((each) => each !== via) })}
        >
          <MechanismIcon via={via} withWord />
        </Chip>
      ))}
      {state.singles ? null : (
        <Chip name="single runs hidden" onRemove={() => change({ singles: true })}>
          Single runs hidden
        </Chip>
      )}
      {narrowed ? (
        <Button variant="ghost" size="sm" onClick={reset}>
          Reset
        </Button>
      ) : null}
    </div>
  );
}
