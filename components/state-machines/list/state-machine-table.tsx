'use client';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import type { StateMachineSummary } from '@/lib/contract/state-machine';
import { WatchMachineButton } from '../watch-machine-button';

export function StateMachineTable({
  machines,
  hopId,
}: {
  machines: readonly StateMachineSummary[];
  /** A hop whose chain an execution is to go on with. */
  hopId: string | null;
}) {
  return (
    <table className="table-dense stack table-fixed">
      <caption className="sr-only">State machines of the account</caption>
      <thead>
        <tr>
          <th scope="col" className="w-[22%]">
            State machine
          </th>
          <th scope="col" className="w-[6rem]">
            Type
          </th>
          <th scope="col" className="w-[7rem]">
            Status
          </th>
          <th scope="col" className="w-[5.5rem] text-right!">
            Running
          </th>
          <th scope="col" className="w-[6.5rem] text-right!">
            Failed, 24 h
          </th>
          <th scope="col">Functions</th>
          <th scope="col" className="w-[7.5rem]">
            Last started
          </th>
          <th scope="col" className="w-[8.5rem]">
            Watched
          </th>
        </tr>
      </thead>
      <tbody>
        {machines.map((machine) => {
          const path = stateMachinePath(machine.name);
          return (
            <tr key={machine.stateMachineArn}>
              <td data-wide>
                <Link
                  href={hopId === null ? path : `${path}?${new URLSearchParams({ hop: hopId })}`}
                  prefetch={false}
                  data-row-link
                  title={machine.stateMachineArn}
                  className="block min-h-6 truncate pt-0.5 font-medium hover:underline"
                >
                  {machine.name}
                </Link>
              </td>
              <td className="text-muted">{machine.type === 'STANDARD' ? 'Standard' : 'Express'}</td>
              <td>
                {machine.status === 'ACTIVE' ? 'Active' : <span className="text-waiting">Being deleted</span>}
              </td>
              <td className="text-right" data-label="running">
                <Count count={machine.runningCount} href={`${path}?tab=executions&status=RUNNING`} />
              </td>
              <td className="text-right" data-label="failed, 24 h">
                <Count count={machine.failedCount24h} href={`${path}?tab=executions&status=FAILED`} failed />
              </td>
              <td data-wide className="truncate">
                {machine.functionNames.length === 0 ? (
                  <span className="text-faint">none by a fixed name</span>
                ) : (
                  machine.functionNames.map((name, index) => (
                    <span key={name}>
                      {index === 0 ? null : ', '}
                      <Link
                        href={`/functions/${encodeURIComponent(name)}`}
                        prefetch={false}
                        className="hover:underline"
                      >
                        {name}
                      </Link>
                    </span>
                  ))
                )}
              </td>
              <td className="text-muted" data-label="started">
                {machine.lastStartedAt === null ? (
                  <span className="text-faint">none known</span>
                ) : (
                  <RelativeTime at={machine.lastStartedAt} />
                )}
              </td>
              <td>
                <WatchMachineButton machine={machine} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Count({
  count,
  href,
  failed = false,
}: {
  count: number;
  href: `/state-machines/${string}`;
  failed?: boolean;
}) {
  if (count === 0) return <span className="text-faint">0</span>;
  return (
    <Link
      href={href}
      prefetch={false}
      className={`inline-flex min-h-6 min-w-6 items-center justify-end hover:underline ${failed ? 'text-failed' : 'text-running'}`}
    >
      {count.toLocaleString('en-US')}
    </Link>
  );
}
