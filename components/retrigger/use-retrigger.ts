'use client';
import { useState } from 'react';
import { newUuid } from '@/components/ui/new-uuid';
import { retriggerInvocationAction } from '@/lib/actions/invocation-actions';
import type { ProblemText, RetriggerInput } from '@/lib/contract/operation';
import { trackOperation } from './tracked-operations';

const LOST_REPLY: ProblemText = {
  code: 'dashboard-unreachable',
  message: 'The dashboard did not answer: it may or may not have taken this.',
  nextStep: 'Send again: the same operation never runs twice.',
  awsCode: null,
  field: null,
};

/** Sends one operation. Its ID is chosen before, so that a second click or a repeated request is the same run. */
export function useRetrigger() {
  const [operationId, setOperationId] = useState(newUuid);
  const [state, setState] = useState<'open' | 'sending' | 'sent'>('open');
  const [problem, setProblem] = useState<ProblemText | null>(null);
  const send = async (input: Omit<RetriggerInput, 'operationId'>) => {
    if (state !== 'open') return;
    setState('sending');
    setProblem(null);
    try {
      const result = await retriggerInvocationAction({ ...input, operationId });
      if (result.ok) {
        trackOperation({ operationId, label: `Run of ${input.functionName}` });
        setState('sent');
        return;
      }
      setProblem(result.problem);
    } catch {
      setProblem(LOST_REPLY);
    }
    setState('open');
  };
  return {
    operationId,
    state,
    problem,
    send,
    /** the next send is another run */
    again: () => {
      setOperationId(newUuid());
      setProblem(null);
      setState('open');
    },
  };
}
