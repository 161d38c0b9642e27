import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { PublishView, PublishViewSkeleton } from '@/components/events/publish/publish-view';
import { SeededState } from '@/components/live/seeded-state';
import { seededClient } from '../../seeded-client';

export const metadata: Metadata = { title: 'Publish events' };

export default function PublishPage() {
  return (
    <Suspense fallback={<PublishViewSkeleton />}>
      <SeededPublish />
    </Suspense>
  );
}

async function SeededPublish() {
  await connection();
  return (
    <SeededState state={dehydrate(await seededClient())}>
      <PublishView />
    </SeededState>
  );
}
