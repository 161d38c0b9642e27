'use client';
import { Eye, EyeOff } from 'lucide-react';
import { READ_ONLY_WORDS, useReadOnly } from '@/components/live/use-read-only';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { Button } from '@/components/ui/button';
import { ProblemNote } from '@/components/ui/problem-note';
import { planWatchBusAction } from '@/lib/actions/event-actions';
import type { EventBus } from '@/lib/contract/event';

/** Watches a bus, or ends it: shows the exact calls first. */
export function WatchBusButton({ bus, withName = false }: { bus: EventBus; withName?: boolean }) {
  const readOnly = useReadOnly();
  const { propose, busy, problem, dialog } = useProposedPlan(planWatchBusAction);
  const { eventBusName, watched } = bus;
  const Icon = watched === null ? Eye : EyeOff;
  return (
    <>
      <Button
        size={withName ? 'md' : 'sm'}
        variant={withName ? 'secondary' : 'ghost'}
        aria-label={watched === null ? `Watch bus ${eventBusName}` : `Stop watching bus ${eventBusName}`}
        title={
          readOnly
            ? READ_ONLY_WORDS
            : watched === null
              ? 'See every event of this bus. Shows the calls first'
              : 'Remove what was created to see its events. Shows the calls first'
        }
        disabled={readOnly}
        busy={busy}
        onClick={() =>
          propose({ eventBusName, watched: watched === null, method: watched?.method ?? 'rule' })
        }
      >
        {busy ? null : <Icon aria-hidden className="size-3.5" />}
        {watched === null ? (withName ? `Watch bus ${eventBusName}` : 'Watch') : 'Stop watching'}
      </Button>
      {problem === null ? null : <ProblemNote problem={problem} className="basis-full" />}
      {dialog}
    </>
  );
}
