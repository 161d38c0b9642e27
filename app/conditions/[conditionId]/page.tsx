import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import {
  ConditionDetailSkeleton,
  ConditionDetailView,
} from '@/components/conditions/detail/condition-detail-view';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import { getCondition } from '@/lib/queries/get-condition';
import { decodeSegment } from '../../decode-segment';
import { seededClient } from '../../seeded-client';

export const metadata: Metadata = { title: 'Condition' };

export default function ConditionPage({ params }: PageProps<'/conditions/[conditionId]'>) {
  return (
    <Suspense fallback={<ConditionDetailSkeleton />}>
      <SeededCondition params={params} />
    </Suspense>
  );
}

async function SeededCondition({ params }: Pick<PageProps<'/conditions/[conditionId]'>, 'params'>) {
  await connection();
  const conditionId = decodeSegment((await params).conditionId);
  // an unknown or unreadable condition is told apart by the read door, in the browser
  const [client, found] = await Promise.all([
    seededClient(),
    getCondition({ conditionId }).catch(() => null),
  ]);
  if (found !== null) client.setQueryData(queryKeys.conditions.detail(conditionId), found);
  return (
    <SeededState state={dehydrate(client)}>
      <ConditionDetailView conditionId={conditionId} />
    </SeededState>
  );
}
