'use client';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { MECHANISM_LOOK, MechanismIcon } from '@/components/ui/mechanism-icon';
import type { ChainCounts } from '@/lib/contract/chain';
import { StatusChips } from './status-chips';
import type { useChainListState } from './use-chain-list-state';

/** The statuses with their counts, and the filters in force, each removable. */
export function ChainFilterChips({
  list: { state, change, reset },
  counts,
}: {
  list: ReturnType<typeof useChainListState>;
  counts: ChainCounts | undefined;
}) {
  const functions = state.function;
  const mechanisms = state.mechanism;
  const narrowed =
    state.status.length + functions.length + mechanisms.length > 0 ||
    state.q !== '' ||
    state.from !== null ||
    state.to !== null ||
    state.range !== '24h' ||
    state.singles;
  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line px-4 pb-2 sm:px-5">
      <StatusChips counts={counts} chosen={state.status} onChange={(status) => change({ status })} />
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
