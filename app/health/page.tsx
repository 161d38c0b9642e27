import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { HealthView, HealthViewSkeleton } from '@/components/health/health-view';
import { SeededState } from '@/components/live/seeded-state';
import { seededClient } from '../seeded-client';

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
  const client = await seededClient();
  return (
    <SeededState state={dehydrate(client)}>
      <HealthView />
    </SeededState>
  );
}
