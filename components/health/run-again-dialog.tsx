'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { newUuid } from '@/components/ui/new-uuid';
import { notify } from '@/components/ui/notify';
import { ProblemNote } from '@/components/ui/problem-note';
import { dismissOperationAction, retriggerInvocationAction } from '@/lib/actions/invocation-actions';
import type { OperationDto } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';

/** Sends an unconfirmed operation's payload once more, as an operation of its own. */
export function RunAgainDialog({ operation, onClose }: { operation: OperationDto; onClose: () => void }) {
  const client = useQueryClient();
  const health = useQuery(healthQueryOptions());
  // chosen once: however often the button is pressed, it runs once
  const [operationId] = useState(() => newUuid());
  const { payload, invocationType } = operation;
  const functionName = operation.functionName ?? '';
  const send = useMutation({
    mutationFn: async () => {
      const sent = await retriggerInvocationAction({
        operationId,
        functionName,
        payload: payload ?? '{}',
        invocationType: invocationType ?? 'Event',
        hopId: null,
        chain: 'new',
      });
      if (sent.ok) await dismissOperationAction({ operationId: operation.operationId });
      return sent;
    },
    onSuccess: async (result) => {
      if (!result.ok) return;
      notify({
        tone: 'success',
        title: `${functionName} was sent again`,
        description: 'Its chain appears in the list.',
      });
      await client.invalidateQueries({ queryKey: queryKeys.operations.unconfirmed() });
      onClose();
    },
  });
  const problem = send.isError ? problemFrom(send.error) : send.data?.ok === false ? send.data.problem : null;
  const where = health.data?.where;
  return (
    <Dialog
      open
      size="sm"
      title={`Run ${functionName} again?`}
      description={
        where === undefined
          ? undefined
          : `In ${where.sandbox ? 'the sandbox' : `account ${where.accountId ?? 'unknown'}`}, ${where.region}`
      }
      onOpenChange={onClose}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            Cancel
          </Button>
          <Button
            variant="primary"
            busy={send.isPending}
            disabled={payload === null}
            onClick={() => send.mutate()}
          >
            Run again
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 p-4">
        {problem === null ? null : <ProblemNote problem={problem} />}
        <p>
          The first one may have run: its reply was lost. Running again starts a second run, in a chain of its
          own, with the same payload; the first is then dismissed from this list.
        </p>
        {payload === null ? (
          <p className="text-failed">Its payload is not kept, so it cannot be sent again from here.</p>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          <pre tabIndex={0} className="max-h-40 overflow-auto rounded-md bg-sunken p-2 text-xs">
            {payload.length > PREVIEW_CHARS ? `${payload.slice(0, PREVIEW_CHARS)}…` : payload}
          </pre>
        )}
      </div>
    </Dialog>
  );
}

const PREVIEW_CHARS = 4000;
