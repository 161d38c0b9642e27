'use client';
import { WatchButton } from '@/components/live/watch-button';
import { watchStateMachineAction } from '@/lib/actions/state-machine-actions';
import { queryKeys } from '@/lib/contract/query-keys';
import type { StateMachineSummary } from '@/lib/contract/state-machine';

/** Whether the executions of the state machine are followed. */
export function WatchMachineButton({
  machine: { stateMachineArn, name, watched, type },
}: {
  machine: Pick<StateMachineSummary, 'stateMachineArn' | 'name' | 'watched' | 'type'>;
}) {
  return (
    <WatchButton
      name={name}
      watched={watched}
      whyOf={(followed) => {
        if (type === 'EXPRESS')
          return 'AWS keeps no executions of an Express state machine: there is nothing to follow';
        return followed
          ? 'Its executions are followed and join the chains of their functions'
          : 'Not followed: its executions are read only when you look at them';
      }}
      act={(wanted) => watchStateMachineAction({ stateMachineArn, watched: wanted })}
      changes={queryKeys.stateMachines.all}
    />
  );
}
