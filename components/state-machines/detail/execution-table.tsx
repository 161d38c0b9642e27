import Link from 'next/link';
import { Duration } from '@/components/ui/duration';
import { harmlessText } from '@/components/ui/harmless-text';
import { RelativeTime } from '@/components/ui/relative-time';
import { executionPagePath } from '@/components/ui/state-machine-paths';
import type { ExecutionSummary } from '@/lib/contract/state-machine';
import { LookBadge } from '../look-badge';
import { EXECUTION_LOOK } from '../visit-look';

export function ExecutionTable({
  executions,
  greyed,
}: {
  executions: readonly ExecutionSummary[];
  greyed: boolean;
}) {
  return (
    <table className={`table-dense stack table-fixed transition-opacity ${greyed ? 'opacity-60' : ''}`}>
      <caption className="sr-only">Executions, newest first</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[8.5rem]">
            Status
          </th>
          <th scope="col">Execution</th>
          <th scope="col" className="w-[7.5rem]">
            Started
          </th>
          <th scope="col" className="w-[6.5rem]">
            Took
          </th>
          <th scope="col" className="w-[5rem] text-right!">
            Hops
          </th>
          <th scope="col" className="w-[24%]">
            Error
          </th>
        </tr>
      </thead>
      <tbody>
        {executions.map((execution) => (
          <tr key={execution.executionArn}>
            <td>
              <LookBadge look={EXECUTION_LOOK[execution.status]} />
            </td>
            <td data-wide className="min-w-0">
              <Link
                href={executionPagePath(execution.stateMachineName, execution.name)}
                prefetch={false}
                data-row-link
                title={execution.name}
                className="block min-h-6 truncate pt-0.5 font-mono text-xs hover:underline"
              >
                {execution.name}
              </Link>
            </td>
            <td className="text-muted">
              <RelativeTime at={execution.startedAt} />
            </td>
            <td data-label="took">
              <Duration
                durationMs={
                  execution.stoppedAt === null
                    ? null
                    : Date.parse(execution.stoppedAt) - Date.parse(execution.startedAt)
                }
                runningSince={execution.stoppedAt === null ? execution.startedAt : null}
              />
            </td>
            <td className="text-right" data-label="hops">
              {execution.chainId === null || execution.hopCount === 0 ? (
                <span className="text-faint">{execution.hopCount}</span>
              ) : (
                <Link
                  href={`/chains/${encodeURIComponent(execution.chainId)}`}
                  prefetch={false}
                  aria-label={`${execution.hopCount} hops: the chain of ${execution.name}`}
                  className="link inline-flex min-h-6 min-w-6 items-center justify-end"
                >
                  {execution.hopCount.toLocaleString('en-US')}
                </Link>
              )}
            </td>
            <td data-wide className="truncate" title={execution.error ?? undefined}>
              {execution.error === null ? (
                <span className="text-faint max-sm:hidden">none</span>
              ) : (
                <code className="text-xs text-failed">{harmlessText(execution.error)}</code>
              )}
              {execution.redriveCount > 0 ? (
                <span className="ml-2 text-xs text-muted">redriven {execution.redriveCount}×</span>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
