import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { HealthView, HealthViewSkeleton } from '@/components/health/health-view';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { makeQueryClient } from '@/components/live/query-client';
import { SeededState } from '@/components/live/seeded-state';
import { requestHealth } from '../request-health';

export const metadata: Metadata = { title: 'Health' };

export default function HealthPage() {
  return (
    <Suspense fallback={<HealthViewSkeleton />}>
      <SeededHealth />
    </Suspense>
  );
}

async function SeededHealth() {
  await connection();
  const client = makeQueryClient();
  await client.prefetchQuery({ ...healthQueryOptions(), queryFn: () => requestHealth() });
  return (
    <SeededState state={dehydrate(client)}>
      <HealthView />
    </SeededState>
  );
}
