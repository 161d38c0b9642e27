import { dehydrate } from '@tanstack/react-query';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { WhereItActs, WhereItActsSkeleton } from '@/components/shell/where-it-acts';
import { seededClient } from './seeded-client';

/** Where it acts, in the first HTML of every page. */
export function WhereSeeded({ compact = false }: { compact?: boolean }) {
  return (
    <Suspense fallback={<WhereItActsSkeleton />}>
      <Seeded compact={compact} />
    </Suspense>
  );
}

async function Seeded({ compact }: { compact: boolean }) {
  await connection();
  const client = await seededClient();
  return (
    <SeededState state={dehydrate(client)}>
      <WhereItActs compact={compact} />
    </SeededState>
  );
}
