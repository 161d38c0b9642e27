'use client';
import { useState } from 'react';
import { trackOperation } from '@/components/retrigger/tracked-operations';
import { newUuid } from '@/components/ui/new-uuid';
import { publishEventsAction } from '@/lib/actions/event-actions';
import type { EventEntry } from '@/lib/contract/event';
import type { ProblemText } from '@/lib/contract/operation';

const LOST_REPLY: ProblemText = {
  code: 'dashboard-unreachable',
  message: 'The dashboard did not answer: it may or may not have taken this.',
  nextStep: 'Publish again: the same operation never publishes twice.',
  awsCode: null,
  field: null,
};

/** Publishes once: the operation's ID is chosen before, so that a second click is the same operation. */
export function usePublish(onSent: (operationId: string) => void) {
  const [operationId, setOperationId] = useState(newUuid);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const publish = async (entries: EventEntry[], hopId: string | null) => {
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      const result = await publishEventsAction({ operationId, entries, hopId });
      if (result.ok) {
        trackOperation({ operationId, label: publishLabel(entries) });
        onSent(operationId);
        return;
      }
      setProblem(result.problem);
      // refused before it was written down: what is sent next is another operation
      setOperationId(newUuid());
    } catch {
      setProblem(LOST_REPLY);
    }
    setBusy(false);
  };
  return { publish, busy, problem };
}

function publishLabel(entries: readonly EventEntry[]): string {
  const first = entries[0]?.detailType ?? 'event';
  return entries.length === 1 ? `Event ${first}` : `${entries.length} events, ${first} …`;
}
