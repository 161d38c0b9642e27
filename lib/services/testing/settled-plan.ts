import type { Plan } from '../../contract/plan.ts';
import { until } from '../../testing/until.ts';
import { executePlan } from '../plan/execute-plan.ts';
import { findPlan } from '../plan/find-plan.ts';
import type { StoredPlan } from '../plan/plan-body.ts';
import type { ServiceContext } from '../service-context.ts';

/** Runs a proposed plan to its end, good or bad. */
export async function executed(context: ServiceContext, { planId, fingerprint }: Plan): Promise<StoredPlan> {
  await executePlan(context, { planId, fingerprint });
  return settled(context, planId);
}

/** The plan once nothing runs it any more. */
export function settled(context: ServiceContext, planId: string): Promise<StoredPlan> {
  return until(async () => {
    const plan = await findPlan(context, planId);
    return plan.status !== 'running' && plan;
  });
}
