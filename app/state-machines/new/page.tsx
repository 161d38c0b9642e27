import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { NewStateMachineView } from '@/components/state-machines/editor/new-state-machine-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { seededClient } from '../../seeded-client';

export const metadata: Metadata = { title: 'New state machine' };

export default function NewStateMachinePage() {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <NewStateMachine />
    </Suspense>
  );
}

async function NewStateMachine() {
  await connection();
  return (
    <SeededState state={dehydrate(await seededClient())}>
      <NewStateMachineView />
    </SeededState>
  );
}
