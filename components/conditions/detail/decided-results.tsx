'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useId } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { chainHopPath } from '@/components/ui/chain-hop-path';
import { harmlessText } from '@/components/ui/harmless-text';
import { ProblemNote } from '@/components/ui/problem-note';
import { Skeleton } from '@/components/ui/skeleton';
import type { Decision } from '@/lib/contract/condition';
import { conditionDecisionsOptions } from '../conditions-query-options';

/** Results of one kind of decision, newest first. */
export function DecidedResults({
  conditionId,
  decision,
  title,
  says,
  none,
}: {
  conditionId: string;
  decision: Decision['decision'];
  title: string;
  says: string;
  none: string;
}) {
  const titleId = useId();
  const decisions = useQuery(conditionDecisionsOptions(conditionId, decision));
  return (
    <section aria-labelledby={titleId} aria-busy={decisions.isFetching}>
      <h2 id={titleId} className="text-md font-semibold">
        {title}
      </h2>
      <p className="mb-1 text-xs text-muted">{says}</p>
      {decisions.isError ? <ProblemNote problem={problemFrom(decisions.error)} /> : null}
      {decisions.isPending ? <Skeleton className="h-4 w-64" /> : null}
      {decisions.data?.length === 0 ? <p className="text-muted">{none}</p> : null}
      {decisions.data === undefined || decisions.data.length === 0 ? null : (
        <ul className="border-t border-line">
          {decisions.data.map((each) => (
            <Result key={`${each.hopId} ${each.version}`} result={each} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Result({ result: { hopId, chainId, decidedAt, version, reason } }: { result: Decision }) {
  return (
    <li className="flex min-h-8 flex-wrap items-baseline gap-x-4 gap-y-0.5 border-b border-line py-1 hover:bg-hover">
      {chainId === null ? (
        <AbsoluteTime at={decidedAt} />
      ) : (
        <Link href={chainHopPath({ hopId, chainId }, 'decision')} prefetch={false} className="link">
          <AbsoluteTime at={decidedAt} />
        </Link>
      )}
      <span className="min-w-0 flex-1 break-words">{harmlessText(reason)}</span>
      <span className="text-xs text-muted">version {version}</span>
    </li>
  );
}
