import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { NewConditionView } from '@/components/conditions/editor/new-condition-view';
import { SeededState } from '@/components/live/seeded-state';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { seededClient } from '../../seeded-client';

export const metadata: Metadata = { title: 'New condition' };

export default function NewConditionPage() {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <NewCondition />
    </Suspense>
  );
}

async function NewCondition() {
  await connection();
  return (
    <SeededState state={dehydrate(await seededClient())}>
      <NewConditionView />
    </SeededState>
  );
}
