import { dehydrate } from '@tanstack/react-query';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { healthQueryOptions } from '@/components/live/health-query-options';
import { makeQueryClient } from '@/components/live/query-client';
import { SeededState } from '@/components/live/seeded-state';
import { WhereItActs, WhereItActsSkeleton } from '@/components/shell/where-it-acts';
import { requestHealth } from './request-health';

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
  const client = makeQueryClient();
  await client.prefetchQuery({ ...healthQueryOptions(), queryFn: () => requestHealth() });
  return (
    <SeededState state={dehydrate(client)}>
      <WhereItActs compact={compact} />
    </SeededState>
  );
}
