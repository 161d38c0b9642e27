import { Suspense } from 'react';
import { WhereItActs, WhereItActsSkeleton } from '@/components/shell/where-it-acts';

export function WhereSeeded({ compact = false }: { compact?: boolean }) {
  return (
    <Suspense fallback={<WhereItActsSkeleton />}>
      <WhereItActs compact={compact} />
    </Suspense>
  );
}
