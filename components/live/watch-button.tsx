'use client';
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import clsx from 'clsx';
import { Eye, EyeOff } from 'lucide-react';
import { buttonClass } from '@/components/ui/button-class';
import { notify } from '@/components/ui/notify';
import { Tooltip } from '@/components/ui/tooltip';
import type { ActionResult } from '@/lib/contract/operation';
import { READ_ONLY_WORDS, useReadOnly } from './use-read-only';

/** Whether something is followed, to be switched: shown as asked for while the server is told. */
export function WatchButton({
  name,
  watched: known,
  whyOf,
  act,
  changes,
}: {
  name: string;
  watched: boolean;
  /** What being watched, or not, means here. */
  whyOf: (watched: boolean) => string;
  act: (watched: boolean) => Promise<ActionResult<unknown>>;
  /** What is to be read again. */
  changes: QueryKey;
}) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const watch = useMutation({
    mutationFn: act,
    onSuccess: (result) => {
      if (!result.ok) {
        notify({
          tone: 'error',
          title: result.problem.message,
          ...(result.problem.nextStep === null ? {} : { description: result.problem.nextStep }),
        });
      }
      return client.invalidateQueries({ queryKey: changes });
    },
    onError: () => notify({ tone: 'error', title: 'The dashboard did not answer. Nothing was changed.' }),
  });
  const watched = watch.isPending ? watch.variables : known;
  const Icon = watched ? Eye : EyeOff;
  return (
    <Tooltip content={readOnly ? READ_ONLY_WORDS : whyOf(watched)}>
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
