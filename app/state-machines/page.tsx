import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import {
  StateMachinesSkeleton,
  StateMachinesView,
} from '@/components/state-machines/list/state-machines-view';
import { queryKeys } from '@/lib/contract/query-keys';
import { getStateMachines } from '@/lib/queries/get-state-machines';
import { seededClient } from '../seeded-client';

export const metadata: Metadata = { title: 'State machines' };

export default function StateMachinesPage() {
  return (
    <Suspense fallback={<StateMachinesSkeleton />}>
      <SeededStateMachines />
    </Suspense>
  );
}

async function SeededStateMachines() {
  await connection();
  // why they could not be read is told by the read door, in the browser
  const [client, machines] = await Promise.all([seededClient(), getStateMachines().catch(() => null)]);
  if (machines !== null) client.setQueryData(queryKeys.stateMachines.list(), machines);
  return (
    <SeededState state={dehydrate(client)}>
      <StateMachinesView />
    </SeededState>
  );
}
