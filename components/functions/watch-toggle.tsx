'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { buttonClass } from '@/components/ui/button-class';
import { notify } from '@/components/ui/notify';
import { Tooltip } from '@/components/ui/tooltip';
import { watchFunctionAction } from '@/lib/actions/function-actions';
import type { FunctionSummary } from '@/lib/contract/function';
import { queryKeys } from '@/lib/contract/query-keys';

/** Whether the function's log group is followed; what a setting decided cannot be switched here. */
export function WatchToggle({ of }: { of: Pick<FunctionSummary, 'functionName' | 'watched' | 'watchedBy'> }) {
  return of.watchedBy === 'sandbox' ? (
    <span
      className="inline-flex h-6 items-center gap-1.5 px-2 text-xs"
      title="In the sandbox every function is watched"
    >
      <Eye aria-hidden className="size-3.5 text-succeeded" />
      Watched
    </span>
  ) : (
    <WatchButton of={of} />
  );
}

function WatchButton({ of }: Parameters<typeof WatchToggle>[0]) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const watch = useMutation({
    mutationFn: (watched: boolean) => watchFunctionAction({ functionName: of.functionName, watched }),
    onSuccess: (result) => {
      if (!result.ok) {
        notify({
          tone: 'error',
          title: result.problem.message,
          ...(result.problem.nextStep === null ? {} : { description: result.problem.nextStep }),
        });
      }
      return client.invalidateQueries({ queryKey: queryKeys.functions.all });
    },
    onError: () => notify({ tone: 'error', title: 'The dashboard did not answer. Nothing was changed.' }),
  });
  const watched = watch.isPending ? watch.variables : of.watched;
  const Icon = watched ? Eye : EyeOff;
  const why = readOnly
    ? READ_ONLY_WORDS
    : of.watchedBy === 'setting'
      ? 'Watched by REPRISE_WATCH; a choice made here beats the setting'
      : watched
        ? 'Its log group is followed'
        : 'Not followed; watching costs a few FilterLogEvents calls a minute';
  return (
    <Tooltip content={why}>
      <button
        type="button"
        aria-pressed={watched}
        aria-label={`Watch ${of.functionName}`}
        aria-disabled={readOnly || watch.isPending}
        onClick={() => {
          if (!readOnly && !watch.isPending) watch.mutate(!of.watched);
        }}
        className={clsx(buttonClass({ variant: 'ghost', size: 'sm' }), watched && 'text-text')}
      >
        <Icon aria-hidden className={clsx('size-3.5', watched && 'text-succeeded')} />
        {watched ? 'Watched' : 'Not watched'}
      </button>
    </Tooltip>
  );
}
