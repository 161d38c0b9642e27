'use client';
import { Pencil, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CopyButton } from '@/components/ui/copy-button';
import { Kbd } from '@/components/ui/kbd';
import type { HandlersOf, STATE_MACHINE_KEYS } from '@/components/ui/page-keys';
import { ProblemNote } from '@/components/ui/problem-note';
import { editStateMachinePath } from '@/components/ui/state-machine-paths';
import { useHotkeys } from '@/components/ui/use-hotkeys';
import { planDeleteStateMachineAction } from '@/lib/actions/state-machine-actions';
import type { StateMachineDetail } from '@/lib/contract/state-machine';
import { StartExecutionButton } from '../start/start-execution-button';
import { WatchMachineButton } from '../watch-machine-button';

/** Name, state and acts of one state machine. */
export function StateMachineHeader({ machine }: { machine: StateMachineDetail }) {
  const router = useRouter();
  const readOnly = useReadOnly();
  const remove = useProposedPlan(planDeleteStateMachineAction, (settled) => {
    if (settled === 'done') router.push('/state-machines');
  });
  useHotkeys({
    e: () => router.push(editStateMachinePath(machine.name)),
  } satisfies Omit<HandlersOf<typeof STATE_MACHINE_KEYS>, 's'>);
  return (
    <>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <p className="text-xs text-muted">
            <Link href="/state-machines" className="hover:underline">
              State machines
            </Link>{' '}
            / <code className="break-all">{machine.stateMachineArn}</code>
            <CopyButton text={machine.stateMachineArn} what="ARN" className="align-middle" />
          </p>
          <div className="flex flex-wrap items-center gap-x-3">
            <h1 className="text-lg font-semibold break-all">{machine.name}</h1>
            {machine.status === 'ACTIVE' ? null : <span className="text-waiting">Being deleted</span>}
            <WatchMachineButton machine={machine} />
          </div>
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          <Button
            variant="danger"
            disabled={readOnly}
            busy={remove.busy}
            title={readOnly ? READ_ONLY_WORDS : undefined}
            onClick={() => remove.propose({ name: machine.name })}
          >
            <Trash2 aria-hidden className="size-3.5" />
            Delete
          </Button>
          <Link href={editStateMachinePath(machine.name)} className={buttonClass()}>
            <Pencil aria-hidden className="size-3.5" />
            Edit
            <Kbd>e</Kbd>
          </Link>
          <StartExecutionButton machine={machine} />
        </div>
      </header>
      {machine.managedBy === null ? null : (
        <p className="mx-4 mb-3 rounded-md bg-waiting-soft px-3 py-2 text-waiting sm:mx-5">
          Managed by {machine.managedBy}: its next deployment may revert what is changed here.
        </p>
      )}
      {machine.conditionId === null ? null : (
        <p className="mx-4 mb-3 rounded-md bg-cut-soft px-3 py-2 text-cut sm:mx-5">
          A condition wrote it and keeps it: change the condition instead.{' '}
          <Link href={`/conditions/${encodeURIComponent(machine.conditionId)}`} className="underline">
            Open the condition
          </Link>
        </p>
      )}
      {remove.problem === null ? null : (
        <ProblemNote problem={remove.problem} className="mx-4 mb-3 sm:mx-5" />
      )}
      {remove.dialog}
    </>
  );
}
