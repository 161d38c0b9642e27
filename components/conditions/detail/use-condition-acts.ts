'use client';
import type { ReactNode } from 'react';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { planConditionActAction } from '@/lib/actions/condition-actions';
import type { ConditionAct } from '@/lib/contract/condition';
import type { ProblemText } from '@/lib/contract/operation';
import type { Plan } from '@/lib/contract/plan';

/** Deploy, pause, resume, remove and delete, each as a plan that is shown first. */
export function useConditionActs(
  conditionId: string,
  onSettled: (act: ConditionAct, settled: Plan['status']) => void,
): {
  plan: (act: ConditionAct) => void;
  busy: boolean;
  problem: ProblemText | null;
  dialog: ReactNode;
} {
  const { propose, busy, problem, dialog, asked } = useProposedPlan(planConditionActAction, (settled) => {
    if (settled !== null && asked !== undefined) onSettled(asked.act, settled);
  });
  return { plan: (act) => propose({ conditionId, act }), busy, problem, dialog };
}
