'use client';
import { CirclePause, CirclePlay, CloudUpload, Trash2 } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import type { ConditionDetail } from '@/lib/contract/condition';
import { ConditionState } from '../condition-state';
import { useConditionActs } from './use-condition-acts';

/** Name, state and acts. */
export function ConditionHeader({ condition }: { condition: ConditionDetail }) {
  const { conditionId, name, functionName, state } = condition;
  const router = useRouter();
  const readOnly = useReadOnly();
  const deployed = condition.deployedAt !== null;
  const acts = useConditionActs(conditionId, (act, settled) => {
    if (act === 'delete' && settled === 'done') router.push('/conditions');
  });
  const title = readOnly ? READ_ONLY_WORDS : undefined;
  const off = readOnly || acts.busy;
  return (
    <>
      <header className="flex flex-wrap items-end gap-x-6 gap-y-2 px-4 py-3 sm:px-5">
        <div className="min-w-0">
          <p className="text-xs text-muted">
            <Link href="/conditions" className="hover:underline">
              Conditions
            </Link>{' '}
            /{' '}
            <Link href={`/functions/${functionName}`} className="hover:underline">
              {functionName}
            </Link>
          </p>
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-lg font-semibold break-all">{name}</h1>
            <ConditionState state={state} />
          </div>
          <p className="text-xs text-muted">
            <StandsWords condition={condition} />
          </p>
        </div>
        <div className="ml-auto flex flex-wrap items-center gap-2">
          {!deployed ? null : state === 'paused' ? (
            <Button disabled={off} title={title} onClick={() => acts.plan('resume')}>
              <CirclePlay aria-hidden className="size-3.5" />
              Resume
            </Button>
          ) : (
            <Button disabled={off} title={title} onClick={() => acts.plan('pause')}>
              <CirclePause aria-hidden className="size-3.5" />
              Pause
            </Button>
          )}
          <Button
            variant="danger"
            disabled={off}
            title={title}
            onClick={() => acts.plan(deployed ? 'remove' : 'delete')}
          >
            <Trash2 aria-hidden className="size-3.5" />
            {deployed ? 'Remove' : 'Delete'}
          </Button>
          {state === 'deployed' ? null : (
            <Button
              variant={state === 'paused' ? 'secondary' : 'primary'}
              disabled={readOnly}
              busy={acts.busy}
              title={title}
              onClick={() => acts.plan('deploy')}
            >
              <CloudUpload aria-hidden className="size-3.5" />
              {state === 'drifted' ? 'Deploy again' : `Deploy version ${condition.version}`}
            </Button>
          )}
        </div>
      </header>
      {acts.problem === null ? null : <ProblemNote problem={acts.problem} className="mx-4 mb-3 sm:mx-5" />}
      {acts.dialog}
    </>
  );
}

const BY: Record<ConditionDetail['how'], string> = {
  invoke: 'this dashboard',
  eventbridge: 'an EventBridge rule',
  stepfunctions: 'a state machine',
};

/** Which version is saved, and which is in force. */
function StandsWords({ condition }: { condition: ConditionDetail }) {
  const { version, how, deployedVersion, deployedHow, deployedAt, savedAt } = condition;
  if (deployedAt === null || deployedHow === null) {
    return (
      <>
        Version {version}, saved <RelativeTime at={savedAt} inText />, is not deployed.
      </>
    );
  }
  const deployed = `Version ${deployedVersion ?? '?'} is deployed, by ${BY[deployedHow]},`;
  return (
    <>
      {deployed} since <RelativeTime at={deployedAt} inText />
      {deployedVersion === version
        ? '.'
        : how === deployedHow
          ? `; version ${version} is saved.`
          : `; version ${version}, saved, would move it to ${BY[how]}.`}
    </>
  );
}
