'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { conditionPath } from '@/components/ui/condition-path';
import { RelativeTime } from '@/components/ui/relative-time';
import { dueRerunsOptions } from './decision-options';
import { DueRerunButtons } from './due-rerun-buttons';
import { DueStatus } from './due-status';

/** The chain's next run: when, by which condition, with run-now and cancel; nothing where none waits. */
export function NextRun({ chainId, className = '' }: { chainId: string; className?: string }) {
  const [next, ...others] = useQuery(dueRerunsOptions(chainId)).data ?? [];
  if (next === undefined) return null;
  return (
    <section
      aria-label="Next run"
      className={`flex min-h-7 flex-wrap items-center gap-x-3 gap-y-1 text-xs ${className}`}
    >
      {next.status === 'due' ? (
        <span className="font-medium text-waiting">
          Next run at <AbsoluteTime at={next.dueAt} clock />
        </span>
      ) : (
        <span>
          Next run <DueStatus status={next.status} />
        </span>
      )}
      {next.status === 'due' ? <RelativeTime at={next.dueAt} className="text-muted" /> : null}
      <span className="text-muted">
        attempt {next.attempt} by condition{' '}
        <Link href={conditionPath(next.conditionId)} prefetch={false} className="link">
          {next.conditionName}
        </Link>
        {others.length === 0 ? '' : `, and ${others.length} more`}
      </span>
      <DueRerunButtons rerun={next} />
    </section>
  );
}
