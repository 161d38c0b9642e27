import type { Metadata } from 'next';
import { connection } from 'next/server';
import { Suspense } from 'react';
import { RulesView, RulesViewSkeleton } from '@/components/rules/list/rules-view';

export const metadata: Metadata = { title: 'Rules' };

export default function RulesPage() {
  return (
    <Suspense fallback={<RulesViewSkeleton />}>
      <Rules />
    </Suspense>
  );
}

async function Rules() {
  await connection();
  return <RulesView />;
}
