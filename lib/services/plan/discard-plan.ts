import type { PlanRef } from '../../contract/plan.ts';
import { AppError } from '../../domain/app-error.ts';
import { notifyLive, type ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';
import { leftBehind } from './left-behind.ts';
import { leaveSettled } from './plan-settlement.ts';

/**
 * Drops a plan that was never run, or one that stopped halfway: AWS stays as it is, and what the plan did stays written
 * down, but is no longer undone from here. Throws `not-found`, `conflict`.
 */
export async function discardPlan(context: ServiceContext, { planId }: PlanRef): Promise<PlanRef> {
  const plan = await findPlan(context, planId);
  mustStandAt(plan, ['proposed', 'failed', 'interrupted'], 'discarded');
  if (leftBehind(plan) === null) {
    throw new AppError('conflict', 'What this plan did was taken back already.', {
      nextStep: 'Nothing is left of it: try it again, or make a new plan.',
    });
  }
  await claimPlan(context, plan);
  await leaveSettled(context, plan.body);
  await context.store.plans.save({ planId, body: plan.body, status: 'discarded' });
  await notifyLive(context, { type: 'plan', planId });
  return { planId };
}
