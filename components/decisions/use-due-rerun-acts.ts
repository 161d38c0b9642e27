'use client';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemFrom } from '@/components/live/fetch-json';
import { notify } from '@/components/ui/notify';
import { actOnDueRerunAction } from '@/lib/actions/condition-actions';
import type { DueRerun } from '@/lib/contract/condition';
import type { ProblemText } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

/** Runs a waiting re-run now, or cancels it. */
export function useDueRerunActs(): {
  act: (rerun: Pick<DueRerun, 'dueRerunId' | 'functionName'>, act: 'run-now' | 'cancel') => void;
  busy: boolean;
} {
  const client = useQueryClient();
  const { mutate, isPending } = useMutation({
    mutationFn: ({
      dueRerunId,
      act,
    }: {
      dueRerunId: string;
      act: 'run-now' | 'cancel';
      functionName: string;
    }) => actOnDueRerunAction({ dueRerunId, act }),
    onSuccess: (result, { act, functionName }) => {
      if (!result.ok) return refused(result.problem);
      const title =
        act === 'cancel' ? `${functionName} is not run again by it.` : `${functionName} is run again now.`;
      notify({ tone: 'success', title });
    },
    onError: (error) => refused(problemFrom(error)),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.dueReruns.all }),
  });
  return {
    act: ({ dueRerunId, functionName }, act) => mutate({ dueRerunId, functionName, act }),
    busy: isPending,
  };
}

function refused({ message, nextStep }: ProblemText): void {
  notify({ tone: 'error', title: message, ...(nextStep === null ? {} : { description: nextStep }) });
}
