import 'server-only';
import type { Plan } from '../contract/plan.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { findPlan } from '../services/plan/find-plan.ts';
import { planDto } from '../services/plan/plan-dto.ts';

/** The plan with the state of each call. Throws `not-found`. */
export async function getPlan(planId: string): Promise<Plan> {
  return planDto(await findPlan(await getRuntime(), planId));
}
