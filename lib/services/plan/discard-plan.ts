import type { PlanRef } from '../../contract/plan.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';

/** Drops a plan that was never run. Throws `not-found`, `conflict`. */
export async function discardPlan(context: ServiceContext, { planId }: PlanRef): Promise<PlanRef> {
  const plan = await findPlan(context, planId);
  mustStandAt(plan, ['proposed'], 'discarded');
  await claimPlan(context, plan);
  await context.store.plans.save({ planId, body: plan.body, status: 'discarded' });
  await notifyLive(context, { type: 'plan', planId });
  return { planId };
}
