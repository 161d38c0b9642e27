'use client';
import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { problemFrom } from '@/components/live/fetch-json';
import type { ActionResult, ProblemText } from '@/lib/contract/operation';
import type { Plan } from '@/lib/contract/plan';
import { PlanDialog } from './plan-dialog';
import { usePlanParam } from './use-plan-param';

/** Asks a plan-making action for its plan and shows it: `dialog` is to be rendered, `problem` says why there is none. */
export function useProposedPlan<Input>(
  action: (input: Input) => Promise<ActionResult<Plan>>,
  onClose?: (settled: Plan['status'] | null) => void,
): {
  propose: (input: Input) => void;
  busy: boolean;
  problem: ProblemText | null;
  dialog: ReactNode;
  /** What was asked last. */
  asked: Input | undefined;
} {
  const [plan, setPlan] = useState<Plan | null>(null);
  const [, setPlanId] = usePlanParam();
  const { mutate, isPending, isError, error, data, variables } = useMutation({
    mutationFn: action,
    onSuccess: (result) => {
      if (!result.ok) return;
      setPlan(result.value);
      void setPlanId(result.value.planId);
    },
  });
  return {
    propose: mutate,
    busy: isPending,
    problem: isError ? problemFrom(error) : data?.ok === false ? data.problem : null,
    dialog:
      plan === null ? null : (
        <PlanDialog
          proposed={plan}
          onClose={(settled) => {
            setPlan(null);
            // one after the other: a change of the address would call off a navigation that is under way
            void setPlanId(null).then(() => onClose?.(settled));
          }}
        />
      ),
    asked: variables,
  };
}
