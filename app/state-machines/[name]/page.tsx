import type { Metadata } from 'next';
import { Suspense } from 'react';
import {
  StateMachineSkeleton,
  StateMachineView,
} from '@/components/state-machines/detail/state-machine-view';
import { decodeSegment } from '../../decode-segment';
import { SeededStateMachine } from '../seeded-state-machine';

export async function generateMetadata({ params }: PageProps<'/state-machines/[name]'>): Promise<Metadata> {
  return { title: decodeSegment((await params).name) };
}

export default function StateMachinePage({ params }: PageProps<'/state-machines/[name]'>) {
  return (
    <Suspense fallback={<StateMachineSkeleton />}>
      <StateMachine params={params} />
    </Suspense>
  );
}

async function StateMachine({ params }: Pick<PageProps<'/state-machines/[name]'>, 'params'>) {
  const name = decodeSegment((await params).name);
  return (
    <SeededStateMachine name={name}>
      <StateMachineView name={name} />
    </SeededStateMachine>
  );
}
