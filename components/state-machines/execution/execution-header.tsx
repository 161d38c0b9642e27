'use client';
import { Play, RotateCcw, Square } from 'lucide-react';
import type { Route } from 'next';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { useState } from 'react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { CopyButton } from '@/components/ui/copy-button';
import { stateMachinePath } from '@/components/ui/state-machine-paths';
import type { ExecutionActInput, ExecutionDetail } from '@/lib/contract/state-machine';
import { LookBadge } from '../look-badge';
import { EXECUTION_LOOK } from '../visit-look';
import { ExecutionActDialog } from './execution-act-dialog';

const StartExecutionDialog = dynamic(() =>
  import('../start/start-execution-dialog').then((module) => module.StartExecutionDialog),
);

/** Name, status and acts of one execution. */
export function ExecutionHeader({ execution }: { execution: ExecutionDetail }) {
  const readOnly = useReadOnly();
  const [act, setAct] = useState<ExecutionActInput['act'] | 'start' | null>(null);
  const { stateMachineName, executionArn, status, redriveStatus } = execution;
  const open = status === 'RUNNING' || status === 'PENDING_REDRIVE';
  const title = readOnly ? READ_ONLY_WORDS : undefined;
  return (
    <header className="flex flex-wrap items-end gap-x-6 gap-y-2 border-b border-line px-4 py-3 sm:px-5">
      <div className="min-w-0">
        <p className="text-xs text-muted">
          <Link href="/state-machines" className="hover:underline">
            State machines
          </Link>{' '}
          /{' '}
          <Link href={stateMachinePath(stateMachineName)} className="break-all hover:underline">
            {stateMachineName}
          </Link>{' '}
          / <code className="break-all">{executionArn}</code>
          <CopyButton text={executionArn} what="execution ARN" className="align-middle" />
        </p>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="text-lg font-semibold break-all">{execution.name}</h1>
          <LookBadge look={EXECUTION_LOOK[status]} />
        </div>
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {open ? (
          <Button variant="danger" disabled={readOnly} title={title} onClick={() => setAct('stop')}>
            <Square aria-hidden className="size-3.5" />
            Stop
          </Button>
        ) : null}
        {redriveStatus === 'REDRIVABLE' ? (
          <Button disabled={readOnly} title={title} onClick={() => setAct('redrive')}>
            <RotateCcw aria-hidden className="size-3.5" />
            Redrive
          </Button>
        ) : null}
        <Button
          disabled={readOnly || execution.input === null}
          title={title ?? (execution.input === null ? 'Its input is not recorded' : undefined)}
          onClick={() => setAct('start')}
        >
          <Play aria-hidden className="size-3.5" />
          Start another
        </Button>
        {execution.chainId === null ? null : (
          <Link
            href={`/chains/${encodeURIComponent(execution.chainId)}` as Route}
            className={buttonClass({ variant: 'primary' })}
          >
            Its chain
          </Link>
        )}
      </div>
      {act === 'stop' || act === 'redrive' ? (
        <ExecutionActDialog execution={execution} act={act} onClose={() => setAct(null)} />
      ) : null}
      {act === 'start' ? (
        <StartExecutionDialog
          stateMachineName={stateMachineName}
          from={{ input: execution.input ?? '{}', hop: null }}
          onClose={() => setAct(null)}
        />
      ) : null}
    </header>
  );
}
