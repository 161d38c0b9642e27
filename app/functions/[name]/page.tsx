import { dehydrate } from '@tanstack/react-query';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { FunctionDetail, FunctionDetailSkeleton } from '@/components/functions/function-detail';
import { SeededState } from '@/components/live/seeded-state';
import { queryKeys } from '@/lib/contract/query-keys';
import { getFunction } from '@/lib/queries/get-function';
import { decodeSegment } from '../../decode-segment';
import { seededClient } from '../../seeded-client';

export async function generateMetadata({ params }: PageProps<'/functions/[name]'>): Promise<Metadata> {
  return { title: decodeSegment((await params).name) };
}

export default function FunctionPage({ params }: PageProps<'/functions/[name]'>) {
  return (
    <Suspense fallback={<FunctionDetailSkeleton />}>
      <SeededFunction params={params} />
    </Suspense>
  );
}

async function SeededFunction({ params }: Pick<PageProps<'/functions/[name]'>, 'params'>) {
  await connection();
  const functionName = decodeSegment((await params).name);
  const client = await seededClient();
  // an unknown or unreadable function is told apart by the read door, in the browser
  const found = await getFunction(functionName).catch(() => null);
  if (found !== null) client.setQueryData(queryKeys.functions.detail(functionName), found);
  return (
    <SeededState state={dehydrate(client)}>
      <FunctionDetail functionName={functionName} />
    </SeededState>
  );
}
