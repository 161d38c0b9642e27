import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { SeededState } from '@/components/live/seeded-state';
import { ExecutionSkeleton, ExecutionView } from '@/components/state-machines/execution/execution-view';
import { queryKeys } from '@/lib/contract/query-keys';
import { getExecution } from '@/lib/queries/get-execution';
import { decodeSegment } from '../../../../decode-segment';
import { seededClient } from '../../../../seeded-client';

type Props = PageProps<'/state-machines/[name]/executions/[executionName]'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeSegment((await params).executionName) };
}

export default function ExecutionPage({ params }: Props) {
  return (
    <Suspense fallback={<ExecutionSkeleton />}>
      <Execution params={params} />
    </Suspense>
  );
}

async function Execution({ params }: Pick<Props, 'params'>) {
  await connection();
  const segments = await params;
  const ref = { name: decodeSegment(segments.name), executionName: decodeSegment(segments.executionName) };
  // an unknown or unreadable one is told apart by the read door, in the browser
  const [client, found] = await Promise.all([seededClient(), getExecution(ref).catch(() => null)]);
  if (found !== null) client.setQueryData(queryKeys.executions.detail(ref.name, ref.executionName), found);
  return (
    <SeededState state={dehydrate(client)}>
      <ExecutionView name={ref.name} executionName={ref.executionName} />
    </SeededState>
  );
}
