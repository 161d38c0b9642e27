'use client';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { executionPathOf } from '@/components/ui/state-machine-paths';
import { dismissOperationAction } from '@/lib/actions/invocation-actions';
import type { OperationDto } from '@/lib/contract/operation';
import { queryKeys } from '@/lib/contract/query-keys';
import { unconfirmedOperationsOptions } from './health-query-options';
import { RunAgainDialog } from './run-again-dialog';

/** Operations whose reply never came and that no log has settled: a person decides, nothing runs twice by itself. */
export function UnconfirmedOperations({ count }: { count: number }) {
  const readOnly = useReadOnly();
  const client = useQueryClient();
  const { data: operations = [], isError, isPending, error } = useQuery(unconfirmedOperationsOptions());
  const [again, setAgain] = useState<OperationDto | null>(null);
  const dismiss = useMutation({
    mutationFn: (operationId: string) => dismissOperationAction({ operationId }),
    onSuccess: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.operations.unconfirmed() }),
        client.invalidateQueries({ queryKey: queryKeys.health() }),
      ]),
  });
  const problem = dismiss.isError
    ? problemFrom(dismiss.error)
    : dismiss.data?.ok === false
      ? dismiss.data.problem
      : isError
        ? problemFrom(error)
        : null;
  return (
    <>
      {problem === null ? null : <ProblemNote problem={problem} className="mb-2" />}
      {operations.length === 0 && !isError ? (
        <p className="text-muted">
          {isPending && count > 0
            ? 'Reading them'
            : 'None: every reply arrived, or a log told what became of it.'}
        </p>
      ) : null}
      <ul className="border-t border-line">
        {operations.map((operation) => (
          <li
            key={operation.operationId}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1.5"
          >
            <span className="font-medium">{sentWords(operation)}</span>
            <span className="text-muted">
              sent <RelativeTime at={operation.sentAt ?? operation.createdAt} inText />, no reply
            </span>
            <code className="text-xs text-muted">{operation.operationId}</code>
            {operation.chainId === null ? null : (
              <Link href={`/chains/${encodeURIComponent(operation.chainId)}`} className="link">
                Its chain
              </Link>
            )}
            <span className="ml-auto flex gap-2">
              <Button
                size="sm"
                disabled={readOnly}
                title={readOnly ? READ_ONLY_WORDS : undefined}
                busy={dismiss.isPending && dismiss.variables === operation.operationId}
                onClick={() => dismiss.mutate(operation.operationId)}
              >
                Dismiss
              </Button>
              {operation.kind === 'publish' ? (
                <Link
                  href={{ pathname: '/events/new', query: { operation: operation.operationId } }}
                  className={buttonClass({ size: 'sm' })}
                >
                  Open…
                </Link>
              ) : operation.kind !== 'invoke' ? (
                <ExecutionLink executionArn={operation.executionArn} />
              ) : (
                <Button size="sm" disabled={readOnly} onClick={() => setAgain(operation)}>
                  Run again…
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {again === null ? null : <RunAgainDialog operation={again} onClose={() => setAgain(null)} />}
    </>
  );
}

/** What was sent: a function's name, how many events, or what was asked of which execution. */
function sentWords({ kind, functionName, executionArn, entries }: OperationDto): string {
  const execution = executionArn?.split(':').at(-1) ?? 'an execution';
  switch (kind) {
    case 'publish': {
      const count = entries?.length ?? 0;
      return count === 1 ? '1 event' : `${count} events`;
    }
    case 'start-execution':
      return `Start of ${execution}`;
    case 'stop-execution':
      return `Stop of ${execution}`;
    case 'redrive-execution':
      return `Redrive of ${execution}`;
    case 'invoke':
      return functionName ?? 'A function';
  }
}

function ExecutionLink({ executionArn }: { executionArn: string | null }) {
  const page = executionArn === null ? null : executionPathOf(executionArn);
  return page === null ? null : (
    <Link href={page.path} className={buttonClass({ size: 'sm' })}>
      Open…
    </Link>
  );
}
