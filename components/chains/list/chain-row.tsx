'use client';
import clsx from 'clsx';
import type { Route } from 'next';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { CopyButton } from '@/components/ui/copy-button';
import { Cost } from '@/components/ui/cost';
import { Duration } from '@/components/ui/duration';
import { MechanismIcon } from '@/components/ui/mechanism-icon';
import { RelativeTime } from '@/components/ui/relative-time';
import { shortId } from '@/components/ui/short-id';
import { StatusBadge } from '@/components/ui/status-badge';
import { StatusIcon } from '@/components/ui/status-icon';
import { STATUS_LOOK } from '@/components/ui/status-look';
import type { ChainSummary } from '@/lib/contract/chain';
import { attemptWords } from '../attempt-words';

/** One chain: the link is the row's address, a click anywhere else on it is an extra. */
export function ChainRow({ chain }: { chain: ChainSummary }) {
  const router = useRouter();
  const href = `/chains/${encodeURIComponent(chain.chainId)}` as Route;
  const id = chain.traceId ?? chain.chainId;
  const active = chain.status === 'running' || chain.status === 'waiting';
  return (
    <tr
      data-chain-id={chain.chainId}
      onClick={(event) => {
        const inControl = event.target instanceof Element && event.target.closest('a, button') !== null;
        if (inControl || event.defaultPrevented || window.getSelection()?.isCollapsed === false) return;
        if (event.metaKey || event.ctrlKey) window.open(href, '_blank', 'noopener');
        else router.push(href);
      }}
      className="cursor-pointer"
    >
      <td>
        <StatusBadge status={chain.status} />
      </td>
      <td className="max-w-64 stacked:order-1 stacked:flex-1">
        <Link
          href={href}
          prefetch={false}
          data-row-link
          className="block truncate font-medium hover:underline"
        >
          {chain.rootFunction ?? 'Function not known yet'}
        </Link>
      </td>
      <td className="whitespace-nowrap stacked:order-4">
        <span className="inline-flex items-center">
          <code className="text-xs text-muted" title={id}>
            {shortId(id)}
          </code>
          <CopyButton text={id} what={chain.traceId === null ? 'chain ID' : 'trace ID'} />
        </span>
      </td>
      <td className="stacked:order-6">
        <span className="inline-flex gap-1 align-middle">
          {chain.mechanisms.map((via) => (
            <MechanismIcon key={via} via={via} />
          ))}
        </span>
      </td>
      <td data-label="Hops" className="text-right whitespace-nowrap stacked:order-5">
        {chain.failedHopCount === 0 ? null : (
          <span className="mr-2 text-failed stacked:order-2">
            {chain.failedHopCount.toLocaleString('en-US')} failed
          </span>
        )}
        <span className="stacked:order-1">{chain.hopCount.toLocaleString('en-US')}</span>
      </td>
      <td className="max-w-72 stacked:order-3 stacked:max-w-none stacked:shrink-0 stacked:grow stacked:basis-[calc(100%-7rem)]">
        {chain.lastHop === null ? null : (
          <span className="flex min-w-0 items-center gap-1.5">
            <StatusIcon status={chain.lastHop.status} />
            <span
              className={clsx('truncate', chain.lastHop.errorType === null ? 'text-muted' : 'text-failed')}
            >
              {lastHopWords(chain.lastHop, chain)}
            </span>
          </span>
        )}
      </td>
      <td className="text-muted stacked:order-2">
        {chain.startedAt === null ? (
          <span className="text-faint">not seen</span>
        ) : (
          <RelativeTime at={chain.startedAt} className="stacked:text-right" />
        )}
      </td>
      <td data-label="Took" className="text-right stacked:order-5">
        <Duration durationMs={chain.durationMs} runningSince={active ? chain.startedAt : null} />
      </td>
      <td data-label="Cost" className="text-right whitespace-nowrap text-muted stacked:order-5">
        <Cost usd={chain.costUsd} />
      </td>
    </tr>
  );
}

function lastHopWords(hop: NonNullable<ChainSummary['lastHop']>, chain: ChainSummary): string {
  if (hop.errorType !== null) return hop.errorType;
  if (hop.functionName !== chain.rootFunction) return hop.functionName;
  const attempt = attemptWords(hop, chain.maxAttempts);
  return attempt === null ? STATUS_LOOK[hop.status].word : `attempt ${attempt}`;
}
