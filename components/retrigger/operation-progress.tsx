'use client';
import { useQuery } from '@tanstack/react-query';
import clsx from 'clsx';
import { ArrowRight, CircleAlert, CircleCheck, CircleDashed, LoaderCircle } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { CodeView } from '@/components/ui/code-view';
import { CopyButton } from '@/components/ui/copy-button';
import { Duration } from '@/components/ui/duration';
import { harmlessText } from '@/components/ui/harmless-text';
import { ProblemNote } from '@/components/ui/problem-note';
import type { OperationDto } from '@/lib/contract/operation';
import { ExecutionOfOperation } from './execution-of-operation';
import { operationOptions } from './operation-query-options';
import { operationWords } from './operation-words.model';
import { PublishedEntries } from './published-entries';

/** What became of a run, or of events, sent from here. Closing it changes nothing. */
export function OperationProgress({ operationId, onLeave }: { operationId: string; onLeave: () => void }) {
  const query = useQuery(operationOptions(operationId));
  const operation = query.data;
  if (operation === undefined) {
    return query.isError ? (
      <ProblemNote problem={problemFrom(query.error)} className="m-4" />
    ) : (
      <p role="status" className="p-4 text-muted">
        Writing it down
      </p>
    );
  }
  const words = operationWords(operation);
  const Icon = { busy: LoaderCircle, good: CircleCheck, bad: CircleAlert, open: CircleDashed }[words.tone];
  const chainPath =
    operation.chainId === null
      ? null
      : `/chains/${operation.chainId}${operation.hopId === null ? '' : `?hop=${operation.hopId}`}`;
  return (
    <div className="flex flex-col gap-3 p-4">
      <div
        role="status"
        className={clsx(
          'flex items-start gap-2.5 rounded-md px-3 py-2',
          {
            busy: 'bg-running-soft text-running',
            good: 'bg-succeeded-soft text-succeeded',
            bad: 'bg-failed-soft text-failed',
            open: 'bg-waiting-soft text-waiting',
          }[words.tone],
        )}
      >
        <Icon
          aria-hidden
          className={clsx('mt-0.5 size-4 shrink-0', words.tone === 'busy' && 'motion-safe:animate-spin')}
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium break-words">{words.title}</p>
          <p>{words.detail}</p>
        </div>
        <Elapsed operation={operation} />
      </div>
      {operation.error === null ? null : <ProblemNote problem={operation.error} />}
      {operation.entries === null ? null : (
        <>
          <PublishedEntries entries={operation.entries} />
          <Link
            href={`/events/new?operation=${operation.operationId}` as Route}
            onClick={onLeave}
            className="link inline-flex min-h-6 w-fit items-center gap-1"
          >
            What they caused, and trying again
            <ArrowRight aria-hidden className="size-3.5" />
          </Link>
        </>
      )}
      <dl className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-2 gap-y-1 [&>dt]:text-muted">
        <dt>Sent</dt>
        <dd>{operation.sentAt === null ? 'not yet' : <AbsoluteTime at={operation.sentAt} withMs />}</dd>
        {operation.requestId === null ? null : (
          <>
            <dt>Request ID</dt>
            <dd className="flex items-center gap-1">
              <code className="truncate text-xs">{operation.requestId}</code>
              <CopyButton text={operation.requestId} what="request ID" />
            </dd>
          </>
        )}
        {operation.statusCode === null ? null : (
          <>
            <dt>AWS answered</dt>
            <dd>
              status {operation.statusCode}
              {operation.functionError === null ? '' : `, function error ${operation.functionError}`}
            </dd>
          </>
        )}
        {operation.executionArn === null ? null : (
          <ExecutionOfOperation executionArn={operation.executionArn} onLeave={onLeave} />
        )}
        {chainPath === null ? null : (
          <>
            <dt>Its chain</dt>
            <dd>
              <Link
                href={chainPath as Route}
                onClick={onLeave}
                className="link inline-flex min-h-6 items-center gap-1"
              >
                {operation.hopId === null ? 'Open the chain' : 'Open the new hop'}
                <ArrowRight aria-hidden className="size-3.5" />
              </Link>
            </dd>
          </>
        )}
      </dl>
      {operation.response === null || operation.response === '' ? null : (
        <section>
          <h3 className="mb-1 text-xs text-muted">Response</h3>
          <div className="flex h-40 resize-y flex-col overflow-hidden rounded-md border border-line bg-surface">
            <CodeView text={operation.response} label="Response" />
          </div>
        </section>
      )}
      {operation.tail === null || operation.tail.text === '' ? null : (
        <section>
          <h3 className="mb-1 text-xs text-muted">
            Log tail{operation.tail.truncated ? ', the last 4 KB of it' : ''}
          </h3>
          <pre
            // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
            tabIndex={0}
            className="max-h-56 overflow-auto rounded-md border border-line bg-surface p-2 text-xs leading-4.5 break-all whitespace-pre-wrap"
          >
            {harmlessText(operation.tail.text)}
          </pre>
        </section>
      )}
    </div>
  );
}

function Elapsed({ operation }: { operation: OperationDto }) {
  if (operation.sentAt === null) return null;
  const settled = operation.settledAt;
  const took = settled === null ? null : Date.parse(settled) - Date.parse(operation.sentAt);
  return (
    <Duration
      durationMs={took}
      runningSince={settled === null ? operation.sentAt : null}
      className="font-mono text-xs"
    />
  );
}
