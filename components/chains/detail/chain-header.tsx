'use client';
import { RotateCcw } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { NextRun } from '@/components/decisions/next-run';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { AbsoluteTime } from '@/components/ui/absolute-time';
import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';
import { Cost } from '@/components/ui/cost';
import { Duration } from '@/components/ui/duration';
import { formatCount } from '@/components/ui/format-count';
import { formatDuration } from '@/components/ui/format-duration';
import { Kbd } from '@/components/ui/kbd';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import type { ChainDetail } from '@/lib/contract/chain';
import { attemptWords } from '../attempt-words';
import { CompletenessBadge } from './completeness-badge';

/** Who the chain is and how it stands: the first thing to read at three in the morning. */
export function ChainHeader({ chain, onRunAgain }: { chain: ChainDetail; onRunAgain: () => void }) {
  const readOnly = useReadOnly();
  const open = chain.status === 'running' || chain.status === 'waiting';
  const attempt = attemptWords(chain.lastHop, chain.maxAttempts);
  return (
    <header className="flex flex-wrap items-end gap-x-7 gap-y-2 border-b border-line px-5 pt-2.5 pb-2.5 max-sm:px-4">
      <div className="min-w-0">
        <div className="flex min-h-6 items-center gap-1 text-xs text-muted">
          <Link href="/" className="link">
            Chains
          </Link>
          <span aria-hidden>/</span>
          <span className="min-w-0 truncate font-mono" title={chain.chainId}>
            {chain.chainId}
          </span>
          <CopyButton text={chain.chainId} what="chain ID" />
          {chain.traceId === null || chain.traceId === chain.chainId ? null : (
            <span className="hidden items-center gap-1 xl:inline-flex" title={chain.traceIds.join('\n')}>
              trace <span className="max-w-36 truncate font-mono">{chain.traceId}</span>
              {chain.traceIds.length > 1 ? `+${chain.traceIds.length - 1}` : ''}
              <CopyButton text={chain.traceId} what="trace ID" />
            </span>
          )}
        </div>
        <h1 className="flex flex-wrap items-center gap-2.5 text-lg font-semibold tracking-tight">
          <span className="break-all">{chain.rootFunction ?? 'Unknown function'}</span>
          <StatusBadge status={chain.status} suffix={statusSuffix(chain)} />
        </h1>
      </div>
      <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs">
        <Fact name="Hops">{formatCount(chain.hopCount, false)}</Fact>
        {attempt === null ? null : <Fact name="Attempt">{attempt}</Fact>}
        <Fact name="Started">
          {chain.startedAt === null ? (
            'not seen'
          ) : (
            <>
              <AbsoluteTime at={chain.startedAt} clock /> · <RelativeTime at={chain.startedAt} />
            </>
          )}
        </Fact>
        <Fact name={open ? 'For' : 'Took'}>
          <Duration durationMs={chain.durationMs} runningSince={open ? chain.startedAt : null} />
        </Fact>
        <Fact name="Running">
          {chain.runningMs === null ? <Duration durationMs={null} /> : formatDuration(chain.runningMs)}
        </Fact>
        <Fact name="Cost">
          <Cost usd={chain.costUsd} />
        </Fact>
        <Fact name="Record">
          <CompletenessBadge completeness={chain.completeness} />
        </Fact>
      </dl>
      <div className="ml-auto flex gap-1.5">
        <Button
          variant="primary"
          disabled={readOnly}
          title={readOnly ? READ_ONLY_WORDS : undefined}
          onClick={onRunAgain}
        >
          <RotateCcw aria-hidden className="size-3.5" />
          Run again
          <Kbd className="border-transparent bg-transparent text-on-accent">r</Kbd>
        </Button>
      </div>
      <NextRun chainId={chain.chainId} className="basis-full" />
    </header>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{name}</dt>
      <dd className="flex min-h-6 items-center gap-1 whitespace-nowrap">{children}</dd>
    </div>
  );
}

function statusSuffix(chain: ChainDetail): string | undefined {
  if (chain.status === 'recovered' && chain.failedHopCount > 0)
    return `after ${formatCount(chain.failedHopCount, false)} failed`;
  if (chain.status === 'running' && chain.failedHopCount > 0)
    return `${formatCount(chain.failedHopCount, false)} failed`;
  return undefined;
}
