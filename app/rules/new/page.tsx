import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { NewRuleView } from '@/components/rules/editor/new-rule-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { seededClient } from '../../seeded-client';

export const metadata: Metadata = { title: 'New rule' };

export default function NewRulePage() {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <NewRule />
    </Suspense>
  );
}

async function NewRule() {
  await connection();
  return (
    <SeededState state={dehydrate(await seededClient())}>
      <NewRuleView />
    </SeededState>
  );
}
