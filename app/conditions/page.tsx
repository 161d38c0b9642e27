import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { ConditionsView, ConditionsViewSkeleton } from '@/components/conditions/list/conditions-view';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import { getConditions } from '@/lib/queries/get-conditions';
import { seededClient } from '../seeded-client';

export const metadata: Metadata = { title: 'Conditions' };

export default function ConditionsPage() {
  return (
    <Suspense fallback={<ConditionsViewSkeleton />}>
      <SeededConditions />
    </Suspense>
  );
}

async function SeededConditions() {
  await connection();
  // why they could not be read is told by the read door, in the browser
  const [client, conditions] = await Promise.all([seededClient(), getConditions().catch(() => null)]);
  if (conditions !== null) client.setQueryData(queryKeys.conditions.list(), conditions);
  return (
    <SeededState state={dehydrate(client)}>
      <ConditionsView />
    </SeededState>
  );
}
