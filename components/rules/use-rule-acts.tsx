'use client';
import type { ReactNode } from 'react';
import { useProposedPlan } from '@/components/plan/use-proposed-plan';
import { planRuleActAction } from '@/lib/actions/rule-actions';
import type { ProblemText } from '@/lib/contract/operation';
import type { Plan } from '@/lib/contract/plan';
import type { RuleActInput, RuleRef } from '@/lib/contract/rule';

/** Enable, disable and delete, each as a plan that is shown first. */
export function useRuleActs(onSettled?: (act: RuleActInput['act'], settled: Plan['status']) => void): {
  plan: (rule: RuleRef, act: RuleActInput['act']) => void;
  busy: boolean;
  problem: ProblemText | null;
  dialog: ReactNode;
} {
  const { propose, busy, problem, dialog, asked } = useProposedPlan(planRuleActAction, (settled) => {
    if (settled !== null && asked !== undefined) onSettled?.(asked.act, settled);
  });
  return {
    plan: ({ eventBusName, ruleName }, act) => propose({ eventBusName, ruleName, act }),
    busy,
    problem,
    dialog,
  };
}
