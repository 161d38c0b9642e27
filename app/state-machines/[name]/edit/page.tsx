import type { Metadata } from 'next';
import { Suspense } from 'react';
import { EditStateMachineView } from '@/components/state-machines/editor/edit-state-machine-view';
import { EditorSkeleton } from '@/components/ui/editor-skeleton';
import { decodeSegment } from '../../../decode-segment';
import { SeededStateMachine } from '../../seeded-state-machine';

type Props = PageProps<'/state-machines/[name]/edit'>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit ${decodeSegment((await params).name)}` };
}

export default function EditStateMachinePage({ params }: Props) {
  return (
    <Suspense fallback={<EditorSkeleton />}>
      <EditStateMachine params={params} />
    </Suspense>
  );
}

async function EditStateMachine({ params }: Pick<Props, 'params'>) {
  const name = decodeSegment((await params).name);
  return (
    <SeededStateMachine name={name}>
      <EditStateMachineView name={name} />
    </SeededStateMachine>
  );
}
