import { dehydrate } from '@tanstack/react-query';
import type { Metadata, Route } from 'next';
import { notFound, redirect } from 'next/navigation';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { ChainSkeleton } from '@/components/chains/detail/chain-skeleton';
import { ChainView } from '@/components/chains/detail/chain-view';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import { getChain } from '@/lib/queries/get-chain';
import { getChainTimeline } from '@/lib/queries/get-chain-timeline';
import { decodeSegment } from '../../decode-segment';
import { seededClient } from '../../seeded-client';

/** Above this many hops the columns come in a request of their own: the header must not wait for them. */
const SEED_AT_MOST_HOPS = 1000;

export async function generateMetadata({ params }: PageProps<'/chains/[chainId]'>): Promise<Metadata> {
  const { chainId } = await params;
  return { title: `Chain ${decodeSegment(chainId)}` };
}

export default function ChainPage(props: PageProps<'/chains/[chainId]'>) {
  return (
    <Suspense fallback={<ChainSkeleton />}>
      <SeededChain {...props} />
    </Suspense>
  );
}

async function SeededChain({ params, searchParams }: PageProps<'/chains/[chainId]'>) {
  await connection();
  const asked = decodeSegment((await params).chainId);
  const [chain, client] = await Promise.all([getChain(asked), seededClient()]);
  if (chain === null) notFound();
  if (chain.chainId !== asked) redirect(canonicalPath(chain.chainId, await searchParams));
  client.setQueryData(queryKeys.chains.detail(chain.chainId), chain);
  if (chain.hopCount <= SEED_AT_MOST_HOPS) {
    const timeline = await getChainTimeline(chain.chainId);
    if (timeline !== null) client.setQueryData(queryKeys.chains.timeline(chain.chainId), timeline);
  }
  return (
    <SeededState state={dehydrate(client)}>
      <ChainView key={chain.chainId} chainId={chain.chainId} />
    </SeededState>
  );
}

function canonicalPath(chainId: string, search: Record<string, string | string[] | undefined>): Route {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) query.append(name, one);
  }
  const text = query.toString();
  return `/chains/${encodeURIComponent(chainId)}${text === '' ? '' : `?${text}`}` as Route;
}
