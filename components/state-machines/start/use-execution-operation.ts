'use client';
import { useState } from 'react';
import { trackOperation } from '@/components/retrigger/tracked-operations';
import { newUuid } from '@/components/ui/new-uuid';
import type { ActionResult, ProblemText } from '@/lib/contract/operation';

const LOST_REPLY: ProblemText = {
  code: 'dashboard-unreachable',
  message: 'The dashboard did not answer: it may or may not have taken this.',
  nextStep: 'Send again: the same operation never runs twice.',
  awsCode: null,
  field: null,
};

/** Sends one operation on an execution: its ID is chosen before, so that a second click is the same operation. */
export function useExecutionOperation<Input extends { operationId: string }>(
  action: (input: Input) => Promise<ActionResult<unknown>>,
) {
  const [operationId, setOperationId] = useState(newUuid);
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const send = async (inputOf: (operationId: string) => Input, label: string) => {
    if (state !== 'open') return;
    setState('sending');
    setProblem(null);
    try {
      const result = await action(inputOf(operationId));
      if (result.ok) {
        trackOperation({ operationId, label });
        setState('sent');
        return;
      }
      setProblem(result.problem);
      // refused before it was written down: what is sent next is another operation
      setOperationId(newUuid());
    } catch {
      setProblem(LOST_REPLY);
    }
    setState('open');
  };
  return { operationId, state, problem, send };
}
