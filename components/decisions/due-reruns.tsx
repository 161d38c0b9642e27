'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { chainHopPath } from '@/components/ui/chain-hop-path';
import { conditionPath } from '@/components/ui/condition-path';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import type { DueRerun } from '@/lib/contract/condition';
import { dueRerunsOptions } from './decision-options';
import { DueRerunButtons } from './due-rerun-buttons';
import { DueStatus } from './due-status';

/** What waits for its time or is on its way, soonest first; nothing at all where nothing waits. */
export function DueReruns({ conditionId, className }: { conditionId?: string; className?: string }) {
  const due = useQuery(dueRerunsOptions(null));
  if (due.isError && due.data === undefined) {
    return (
      <div className={className}>
        <ProblemNote problem={problemFrom(due.error)} />
      </div>
    );
  }
  const reruns = due.data?.filter((rerun) => (conditionId ?? rerun.conditionId) === rerun.conditionId) ?? [];
  if (reruns.length === 0) return null;
  return (
    <section aria-labelledby="due-reruns" className={className}>
      <h2 id="due-reruns" className="mb-1 text-md font-semibold">
        Due re-runs <span className="font-normal text-muted">{reruns.length.toLocaleString('en-US')}</span>
      </h2>
      <ul className="border-t border-line">
        {reruns.map((rerun) => (
          <DueRow key={rerun.dueRerunId} rerun={rerun} named={conditionId === undefined} />
        ))}
      </ul>
    </section>
  );
}

function DueRow({ rerun, named }: { rerun: DueRerun; named: boolean }) {
  return (
    <li className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-1 border-b border-line py-1 hover:bg-hover">
      <span className="w-24">
        <DueStatus status={rerun.status} />
      </span>
      <span className="whitespace-nowrap">
        <AbsoluteTime at={rerun.dueAt} clock />{' '}
        <RelativeTime at={rerun.dueAt} inText className="text-muted" />
      </span>
      <Link href={chainHopPath(rerun, 'decision')} prefetch={false} className="link min-w-0 break-all">
        {rerun.functionName}, attempt {rerun.attempt}
      </Link>
      {named ? (
        <span className="min-w-0 text-muted">
          by{' '}
          <Link href={conditionPath(rerun.conditionId)} prefetch={false} className="hover:underline">
            {rerun.conditionName}
          </Link>
          , version {rerun.version}
        </span>
      ) : (
        <span className="text-muted">version {rerun.version}</span>
      )}
      <span className="ml-auto">
        <DueRerunButtons rerun={rerun} />
      </span>
    </li>
  );
}
