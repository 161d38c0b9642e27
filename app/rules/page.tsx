import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { createLoader } from 'nuqs/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { RANGE_MS, ruleListSearchParams } from '@/components/rules/list/rule-search-params';
import { RulesView, RulesViewSkeleton } from '@/components/rules/list/rules-view';
import { queryKeys } from '@/lib/contract/query-keys';
import { getRules } from '@/lib/queries/get-rules';
import { seededClient } from '../seeded-client';

export const metadata: Metadata = { title: 'Rules' };

const loadFilters = createLoader(ruleListSearchParams);

export default function RulesPage({ searchParams }: PageProps<'/rules'>) {
  return (
    <Suspense fallback={<RulesViewSkeleton />}>
      <SeededRules searchParams={searchParams} />
    </Suspense>
  );
}

async function SeededRules({ searchParams }: Pick<PageProps<'/rules'>, 'searchParams'>) {
  await connection();
  const withinMs = RANGE_MS[(await loadFilters(searchParams)).range];
  // why they could not be read is told by the read door, in the browser
  const [client, rules] = await Promise.all([seededClient(), getRules({ withinMs }).catch(() => null)]);
  if (rules !== null) client.setQueryData(queryKeys.rules.list(withinMs), rules);
  return (
    <SeededState state={dehydrate(client)}>
      <RulesView />
    </SeededState>
  );
}
