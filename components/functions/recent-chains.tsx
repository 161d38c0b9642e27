'use client';
import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { problemFrom } from '@/components/live/fetch-json';
import { Duration } from '@/components/ui/duration';
import { ProblemNote } from '@/components/ui/problem-note';
import { RelativeTime } from '@/components/ui/relative-time';
import { shortId } from '@/components/ui/short-id';
import { RowsSkeleton } from '@/components/ui/skeleton';
import { StatusBadge } from '@/components/ui/status-badge';
import { functionChainsOptions } from './functions-query-options';

/** The latest chains in which the function had part. */
export function RecentChains({ functionName }: { functionName: string }) {
  const chains = useQuery(functionChainsOptions(functionName));
  const all = `/?view=all&range=all&function=${encodeURIComponent(functionName)}` as const;
  return (
    <section aria-labelledby="recent-chains" aria-busy={chains.isFetching}>
      <div className="mb-2 flex items-baseline justify-between">
        <h2 id="recent-chains" className="text-md font-semibold">
          Recent chains
        </h2>
        <Link href={all} className="link text-xs">
          All of this function
        </Link>
      </div>
      {chains.isError && chains.data === undefined ? (
        <ProblemNote problem={problemFrom(chains.error)} />
      ) : null}
      {chains.isPending ? <RowsSkeleton rows={4} label="Reading the chains" /> : null}
      {chains.data?.length === 0 ? <p className="text-muted">No run has been seen yet.</p> : null}
      <ul className="border-t border-line">
        {chains.data?.map((chain) => {
          const active = chain.status === 'running' || chain.status === 'waiting';
          return (
            <li
              key={chain.chainId}
              className="flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line hover:bg-hover"
            >
              <StatusBadge status={chain.status} />
              <Link
                href={`/chains/${encodeURIComponent(chain.chainId)}`}
                prefetch={false}
                className="font-mono text-xs hover:underline"
              >
                {shortId(chain.traceId ?? chain.chainId)}
              </Link>
              <span className="text-muted">
                {chain.hopCount} {chain.hopCount === 1 ? 'hop' : 'hops'}
              </span>
              <span className="ml-auto text-muted">
                <Duration durationMs={chain.durationMs} runningSince={active ? chain.startedAt : null} />
              </span>
              <RelativeTime at={chain.lastActivityAt} className="text-right text-muted" />
            </li>
          );
        })}
      </ul>
    </section>
  );
}
