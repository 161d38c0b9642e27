import 'server-only';
import type { Plan } from '../contract/plan.ts';
import type { RemoveRerunRuleInput, RerunRuleInput, RuleActInput, SaveRuleInput } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { planRemoveRerunRule } from '../services/rerun-rule/plan-remove-rerun-rule.ts';
import { planRerunRule } from '../services/rerun-rule/plan-rerun-rule.ts';
import { planRuleAct } from '../services/rules/plan-rule-act.ts';
import { planSaveRule } from '../services/rules/plan-save-rule.ts';

/** The automation API's way to the plans of rules; its doors have authorised. Nothing is changed yet. */
export async function acceptSavePlan(input: SaveRuleInput): Promise<Plan> {
  return planSaveRule(await getRuntime(), input);
}

export async function acceptRuleActPlan(input: RuleActInput): Promise<Plan> {
  return planRuleAct(await getRuntime(), input);
}

export async function acceptRerunPlan(input: RerunRuleInput): Promise<Plan> {
  return planRerunRule(await getRuntime(), input);
}

export async function acceptRerunRemovalPlan(input: RemoveRerunRuleInput): Promise<Plan> {
  return planRemoveRerunRule(await getRuntime(), input);
}
