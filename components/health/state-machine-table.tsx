'use client';
import clsx from 'clsx';
import Link from 'next/link';
import { Fragment } from 'react';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { TONE_SOFT } from '@/components/ui/status-look';
import type { Health } from '@/lib/contract/health';
import { SOURCE_LOOK } from './source-look';

type Machine = Health['collector']['stateMachines'][number];

/** One row per state machine whose executions are followed; its error, in words, right below it. */
export function StateMachineTable({ machines }: { machines: readonly Machine[] }) {
  const failingFirst = machines.toSorted(
    (a, b) => Number(b.status === 'failing') - Number(a.status === 'failing') || (a.name < b.name ? -1 : 1),
  );
  return (
    <table className="table-dense stack">
      <caption className="sr-only">Followed state machines</caption>
      <thead>
        <tr>
          <th scope="col">State</th>
          <th scope="col">State machine</th>
          <th scope="col" className="text-right!">
            Running
          </th>
          <th scope="col">Last list</th>
        </tr>
      </thead>
      <tbody>
        {failingFirst.map((machine) => (
          <Fragment key={machine.stateMachineArn}>
            <MachineRow machine={machine} />
            {machine.problem === null ? null : (
              <tr>
                <td colSpan={4} data-wide>
                  <ProblemNote problem={machine.problem} />
                </td>
              </tr>
            )}
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

function MachineRow({ machine }: { machine: Machine }) {
  const { icon: Icon, word, tone } = SOURCE_LOOK[machine.status];
  return (
    <tr>
      <td>
        <span
          className={clsx(
            'inline-flex h-5 items-center gap-1 rounded-sm pr-1.5 pl-1 text-xs font-medium whitespace-nowrap',
            TONE_SOFT[tone],
          )}
        >
          <Icon aria-hidden className="size-3.5" />
          {word}
        </span>
      </td>
      <td data-wide>
        <Link href={`/state-machines/${encodeURIComponent(machine.name)}`} className="hover:underline">
          {machine.name}
        </Link>
      </td>
      <td data-label="Running" className="text-right">
        {machine.openExecutionCount.toLocaleString('en-US')}
      </td>
      <td data-label="Last list" className="text-muted">
        {machine.lastListedAt === null ? 'never' : <RelativeTime at={machine.lastListedAt} />}
      </td>
    </tr>
  );
}
