'use client';
import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import type { Health } from '@/lib/contract/health';
import { FollowedTable } from './followed-table';

type Machine = Health['collector']['stateMachines'][number];

const COLUMNS = [{ name: 'State machine' }, { name: 'Running', figure: true }, { name: 'Last list' }];

/** The state machines whose executions are followed. */
export function StateMachineTable({ machines, busy }: { machines: readonly Machine[]; busy: boolean }) {
  const failingFirst = machines.toSorted(
    (a, b) => Number(b.status === 'failing') - Number(a.status === 'failing') || (a.name < b.name ? -1 : 1),
  );
  return (
    <FollowedTable
      caption="Followed state machines"
      busy={busy}
      columns={COLUMNS}
      rows={failingFirst.map((machine) => ({
        key: machine.stateMachineArn,
        status: machine.status,
        cells: <MachineCells machine={machine} />,
        problem: machine.problem,
      }))}
    />
  );
}

function MachineCells({ machine }: { machine: Machine }) {
  return (
    <>
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
    </>
  );
}
