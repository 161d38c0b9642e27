import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { ChainsView, ChainsViewSkeleton } from '@/components/chains/list/chains-view';
import { SeededState } from '@/components/live/seeded-state';
import { seedChains } from './seed-chains';

export const metadata: Metadata = { title: 'Chains' };

export default function ChainsPage({ searchParams }: PageProps<'/'>) {
  return (
    <Suspense fallback={<ChainsViewSkeleton />}>
      <SeededChains searchParams={searchParams} />
    </Suspense>
  );
}

async function SeededChains({ searchParams }: Pick<PageProps<'/'>, 'searchParams'>) {
  await connection();
  const client = await seedChains(await searchParams);
  return (
    <SeededState state={dehydrate(client)}>
      <ChainsView />
    </SeededState>
  );
}
