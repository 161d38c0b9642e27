'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { buttonClass } from '@/components/ui/button-class';
import { notify } from '@/components/ui/notify';
import { Tooltip } from '@/components/ui/tooltip';
import { watchStateMachineAction } from '@/lib/actions/state-machine-actions';
import { queryKeys } from '@/lib/contract/query-keys';
import type { StateMachineSummary } from '@/lib/contract/state-machine';

/** Whether the executions of the state machine are followed. */
export function WatchMachineButton({
  machine: { stateMachineArn, name, watched: known, type },
}: {
  machine: Pick<StateMachineSummary, 'stateMachineArn' | 'name' | 'watched' | 'type'>;
}) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const watch = useMutation({
    mutationFn: (watched: boolean) => watchStateMachineAction({ stateMachineArn, watched }),
    onSuccess: (result) => {
      if (!result.ok) {
        notify({
          tone: 'error',
          title: result.problem.message,
          ...(result.problem.nextStep === null ? {} : { description: result.problem.nextStep }),
        });
      }
      return client.invalidateQueries({ queryKey: queryKeys.stateMachines.all });
    },
    onError: () => notify({ tone: 'error', title: 'The dashboard did not answer. Nothing was changed.' }),
  });
  const watched = watch.isPending ? watch.variables : known;
  const Icon = watched ? Eye : EyeOff;
  const why = readOnly
    ? READ_ONLY_WORDS
    : type === 'EXPRESS'
      ? 'AWS keeps no executions of an Express state machine: there is nothing to follow'
      : watched
        ? 'Its executions are followed and join the chains of their functions'
        : 'Not followed: its executions are read only when you look at them';
  return (
    <Tooltip content={why}>
      <button
        type="button"
        aria-pressed={watched}
        aria-label={`Watch ${name}`}
        aria-disabled={readOnly || watch.isPending}
        onClick={() => {
          if (!readOnly && !watch.isPending) watch.mutate(!known);
        }}
        className={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), watched && 'text-text')}
      >
        <Icon aria-hidden className={clsx('size-3.5', watched && 'text-succeeded')} />
        {watched ? 'Watched' : 'Not watched'}
      </button>
    </Tooltip>
  );
}
