'use client';
import { useMutation, useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { ArrowRight, CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { operationOptions } from '@/components/retrigger/operation-query-options';
import { operationWords } from '@/components/retrigger/operation-words.model';
import { PublishedEntries } from '@/components/retrigger/published-entries';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { ErrorState } from '@/components/ui/error-state';
import { ProblemNote } from '@/components/ui/problem-note';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { TONE_SOFT } from '@/components/ui/status-look';
import { dismissOperationAction } from '@/lib/actions/invocation-actions';
import type { OperationDto } from '@/lib/contract/operation';
import { EffectOfEntry } from './effect-of-entry';
import { entriesToRetry } from './prefill.model';
import { PublishTitle } from './publish-title';

const TONE = { busy: 'running', good: 'succeeded', bad: 'failed', open: 'waiting' } as const;
const ICON = { busy: LoaderCircle, good: CircleCheck, bad: CircleAlert, open: CircleDashed } as const;

/** What became of each entry, and what it ran, as it happens; the failed ones alone can be tried again. */
export function PublishResult({ operationId, onRetry }: { operationId: string; onRetry: () => void }) {
  const query = useQuery(operationOptions(operationId));
  const operation = query.data;
  return (
    <>
      <div className="flex min-h-[52px] flex-wrap items-center gap-x-4 gap-y-2 border-b border-line px-4 py-2 sm:px-5">
        <PublishTitle title="Published events" />
        <Link href="/events/new" className={buttonClass()}>
          Publish more
        </Link>
        <Link href="/events" className={buttonClass()}>
          All events
        </Link>
      </div>
      {operation !== undefined ? (
        <Outcome operation={operation} onRetry={onRetry} />
      ) : query.isError ? (
        <ErrorState
          title="What became of it could not be read"
          problem={problemFrom(query.error)}
          onRetry={() => void query.refetch()}
          retrying={query.isFetching}
        />
      ) : (
        <RowsSkeleton rows={3} label="Reading what became of it" />
      )}
    </>
  );
}

function Outcome({ operation, onRetry }: { operation: OperationDto; onRetry: () => void }) {
  const words = operationWords(operation);
  const Icon = ICON[words.tone];
  const entries = operation.entries ?? [];
  const again = entriesToRetry(entries).length;
  const dismiss = useMutation({
    mutationFn: () => dismissOperationAction({ operationId: operation.operationId }),
  });
  const problem = dismiss.isError
    ? problemFrom(dismiss.error)
    : dismiss.data?.ok === false
      ? dismiss.data.problem
      : null;
  return (
    <div className="flex max-w-5xl flex-col gap-3 px-4 py-4 sm:px-5">
      <div
        role="status"
        className={clsx(
          'flex flex-wrap items-center gap-2.5 rounded-md px-3 py-2',
          TONE_SOFT[TONE[words.tone]],
        )}
      >
        <Icon
          aria-hidden
          className={clsx('size-4 shrink-0', words.tone === 'busy' && 'motion-safe:animate-spin')}
        />
        <p className="min-w-0 flex-1 break-words">
          <span className="font-medium">{words.title}.</span> {words.detail}
        </p>
        {operation.chainId === null ? null : (
          <Link
            href={`/chains/${encodeURIComponent(operation.chainId)}` as Route}
            className="inline-flex min-h-6 items-center gap-1 font-medium underline"
          >
            Open the chain
            <ArrowRight aria-hidden className="size-3.5" />
          </Link>
        )}
      </div>
      {operation.error === null ? null : <ProblemNote problem={operation.error} />}
      {problem === null ? null : <ProblemNote problem={problem} />}
      {again === 0 || words.tone === 'busy' ? null : (
        <div className="flex flex-wrap items-center gap-2">
          <Button variant="primary" onClick={onRetry}>
            {retryWords(operation, again)}
          </Button>
          {operation.status === 'unconfirmed' ? (
            <Button busy={dismiss.isPending} onClick={() => dismiss.mutate()}>
              Dismiss
            </Button>
          ) : null}
          <span className="text-xs text-muted">
            Opens the form with {again === 1 ? 'it' : 'them'} alone; what is on the bus is not sent again.
          </span>
        </div>
      )}
      <PublishedEntries entries={entries} more={(entry) => <EffectOfEntry entry={entry} />} />
    </div>
  );
}

function retryWords(operation: OperationDto, again: number): string {
  if (operation.status === 'unconfirmed')
    return again === 1 ? 'Publish it again' : `Publish the ${again} again`;
  return again === 1 ? 'Try the failed one again' : `Try the ${again} failed ones again`;
}
