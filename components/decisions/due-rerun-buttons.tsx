'use client';
import { Play, X } from 'lucide-react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { Button } from '@/components/ui/button';
import type { DueRerun } from '@/lib/contract/condition';
import { useDueRerunActs } from './use-due-rerun-acts';

/** Run now and cancel, as long as it waits. */
export function DueRerunButtons({ rerun }: { rerun: DueRerun }) {
  const readOnly = useReadOnly();
  const { act, busy } = useDueRerunActs();
  if (rerun.status !== 'due') return null;
  const off = readOnly || busy;
  const title = readOnly ? READ_ONLY_WORDS : undefined;
  return (
    <span className="inline-flex gap-1.5">
      <Button size="sm" disabled={off} title={title} onClick={() => act(rerun, 'run-now')}>
        <Play aria-hidden className="size-3" />
        Run now
      </Button>
      <Button size="sm" disabled={off} title={title} onClick={() => act(rerun, 'cancel')}>
        <X aria-hidden className="size-3" />
        Cancel
      </Button>
    </span>
  );
}
