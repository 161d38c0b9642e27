import { CircleX, Info } from 'lucide-react';
import type { Route } from 'next';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Duration } from '@/components/ui/duration';
import { harmlessText } from '@/components/ui/harmless-text';
import { executionPathOf } from '@/components/ui/state-machine-paths';
import type { ExecutionDetail } from '@/lib/contract/state-machine';

/** Why it ended as it did, and what is not whole of what is shown. */
export function ExecutionNotes({ execution }: { execution: ExecutionDetail }) {
  const { error, cause, ending, truncated, eventCount, visits, status } = execution;
  const failed = visits.findLast((visit) => visit.status === 'failed' || visit.status === 'timed-out');
  const ended =
    status === 'ABORTED' ? 'It was stopped' : status === 'TIMED_OUT' ? 'It ran out of time' : 'It failed';
  return (
    <>
      {error === null && cause === null ? null : (
        <div role="note" className="flex gap-2 bg-failed-soft px-4 py-2 text-failed sm:px-5">
          <CircleX aria-hidden className="mt-0.5 size-4 shrink-0" />
          <div className="min-w-0">
            <p className="font-medium">
              {ended}
              {failed === undefined ? '' : ` in ${failed.stateName}`}
              {error === null ? '' : ': '}
              {error === null ? null : <code className="text-xs break-all">{harmlessText(error)}</code>}
            </p>
            {ending === null ? null : <p>{ending}</p>}
            {cause === null ? null : (
              <pre className="max-h-32 overflow-y-auto text-xs break-words whitespace-pre-wrap">
                {harmlessText(cause)}
              </pre>
            )}
          </div>
        </div>
      )}
      {truncated ? (
        <p role="status" className="flex gap-2 bg-waiting-soft px-4 py-2 text-waiting sm:px-5">
          <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
          {eventCount === 0
            ? 'AWS no longer keeps its history: only what was recorded is shown, without the states.'
            : `Not the whole history is shown: ${eventCount.toLocaleString('en-US')} events were read so far. States, attempts or their texts may be missing.`}
        </p>
      ) : null}
    </>
  );
}

/** What is known of an execution in one line of facts. */
export function ExecutionFacts({ execution }: { execution: ExecutionDetail }) {
  const { status, startedAt, stoppedAt, startedBy, parentExecutionArn, redriveCount, redriveReason } =
    execution;
  const parent = parentExecutionArn === null ? null : executionPathOf(parentExecutionArn);
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 border-b border-line px-4 py-2.5 sm:px-5">
      <Fact name="Started">
        <AbsoluteTime at={startedAt} withMs />
      </Fact>
      <Fact name={stoppedAt === null ? 'Running for' : 'Took'}>
        <Duration
          durationMs={stoppedAt === null ? null : Date.parse(stoppedAt) - Date.parse(startedAt)}
          runningSince={stoppedAt === null ? startedAt : null}
        />
      </Fact>
      <Fact name="Started by">
        {startedBy !== null ? (
          <Link
            href={
              `/chains/${encodeURIComponent(startedBy.chainId)}?hop=${encodeURIComponent(startedBy.hopId)}` as Route
            }
            className="link"
          >
            {startedBy.functionName}
          </Link>
        ) : parent !== null ? (
          <Link href={parent.path} className="link">
            execution of {parent.stateMachineName}
          </Link>
        ) : execution.operationId !== null ? (
          'this dashboard'
        ) : (
          <span className="text-faint">not known</span>
        )}
      </Fact>
      <Fact name="Hops">{execution.hopCount.toLocaleString('en-US')}</Fact>
      <Fact name="History">{execution.eventCount.toLocaleString('en-US')} events</Fact>
      {redriveCount === 0 ? null : <Fact name="Redriven">{redriveCount}×</Fact>}
      {redriveReason === null || status === 'SUCCEEDED' || status === 'RUNNING' ? null : (
        <Fact name="Not redrivable">{redriveReason}</Fact>
      )}
      {execution.traceHeader === null ? null : (
        <Fact name="Trace header">
          <code className="text-xs break-all">{execution.traceHeader}</code>
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-xs text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
