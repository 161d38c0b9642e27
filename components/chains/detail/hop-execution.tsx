import Link from 'next/link';
import { executionPathOf, stateMachinePath } from '@/components/ui/state-machine-paths';
import type { HopDetail } from '@/lib/contract/hop';

const JOINED = {
  exact: 'exact, by request ID',
  trace: 'by trace',
  time: 'by time, the only run that fits',
} as const;

/** Rows of the overview: the execution whose task this hop is, or a way to go on with a state machine. */
export function HopExecution({ hop: { hopId, execution } }: { hop: Pick<HopDetail, 'hopId' | 'execution'> }) {
  if (execution === null) {
    return (
      <>
        <dt>Go on</dt>
        <dd>
          <Link
            href={`/state-machines?${new URLSearchParams({ hop: hopId })}`}
            prefetch={false}
            className="link"
          >
            Start a state machine from here
          </Link>
        </dd>
      </>
    );
  }
  const { stateMachineName, executionName, stateName, attempt, joinedBy } = execution;
  const page = executionPathOf(execution.executionArn);
  return (
    <>
      <dt>Execution</dt>
      <dd className="min-w-0">
        <p className="min-w-0 truncate">
          {page === null ? (
            <code className="text-xs" title={execution.executionArn}>
              {executionName}
            </code>
          ) : (
            <Link href={page.path} prefetch={false} className="link" title={executionName}>
              {executionName}
            </Link>
          )}
        </p>
        <p className="text-muted">
          of{' '}
          <Link href={stateMachinePath(stateMachineName)} prefetch={false} className="hover:underline">
            {stateMachineName}
          </Link>
        </p>
      </dd>
      <dt>State</dt>
      <dd className="break-words">
        {stateName}
        {attempt > 1 ? `, attempt ${attempt}` : ''}
        <span className={`ml-2 text-xs ${joinedBy === 'exact' ? 'text-muted' : 'text-waiting'}`}>
          {JOINED[joinedBy]}
        </span>
      </dd>
    </>
  );
}
