import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { functionListOptions } from '@/components/functions/functions-query-options';
import { FunctionsView, FunctionsViewSkeleton } from '@/components/functions/functions-view';
import { SeededState } from '@/components/live/seeded-state';
import { getFunctions } from '@/lib/queries/get-functions';
import { seededClient } from '../seeded-client';

export const metadata: Metadata = { title: 'Functions' };

/** Seeded when one page holds them all; otherwise the browser reads on. */
const SEED_AT_MOST = 1000;

export default function FunctionsPage() {
  return (
    <Suspense fallback={<FunctionsViewSkeleton />}>
      <SeededFunctions />
    </Suspense>
  );
}

async function SeededFunctions() {
  await connection();
  const client = await seededClient();
  await client.prefetchQuery({
    ...functionListOptions(),
    queryFn: async () => {
      const page = await getFunctions({ limit: SEED_AT_MOST });
      if (page.nextCursor !== null) throw new Error('more functions than one page holds');
      return page.items;
    },
  });
  return (
    <SeededState state={dehydrate(client)}>
      <FunctionsView />
    </SeededState>
  );
}
