'use server';
import { zExecutePlanInput, zPlanRef, zProposeFunctionFixInput } from '../contract/plan.ts';
import { discardPlan } from '../services/plan/discard-plan.ts';
import { executePlan } from '../services/plan/execute-plan.ts';
import { undoPlan } from '../services/plan/undo-plan.ts';
import { planFunctionFix } from '../services/plan-function-fix.ts';
import { defineAction } from './define-action.ts';

/** Reads the function and answers the exact calls; nothing is changed. */
export const proposeFunctionFixAction = defineAction({
  name: 'propose-function-fix',
  input: zProposeFunctionFixInput,
  run: planFunctionFix,
});

/** Starts the plan, or finishes an interrupted one; progress arrives over the live stream. */
export const executePlanAction = defineAction({
  name: 'execute-plan',
  input: zExecutePlanInput,
  run: executePlan,
});

export const undoPlanAction = defineAction({ name: 'undo-plan', input: zPlanRef, run: undoPlan });

export const discardPlanAction = defineAction({ name: 'discard-plan', input: zPlanRef, run: discardPlan });
