import { AppError } from '../../domain/app-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { StoredPlan } from './plan-body.ts';

/** Makes this caller the plan's only runner. Throws `conflict` where another was faster. */
export async function claimPlan(context: ServiceContext, plan: StoredPlan): Promise<void> {
  if (await context.store.plans.claim(plan.planId, plan.revision)) return;
  throw new AppError('conflict', 'Someone else acts on this plan right now.', {
    nextStep: 'Watch its progress; it is shown live.',
  });
}

/** Throws `conflict` unless the plan stands at one of `statuses`. */
export function mustStandAt(plan: StoredPlan, statuses: readonly StoredPlan['status'][], verb: string): void {
  if (statuses.includes(plan.status)) return;
  throw new AppError('conflict', `A plan that is ${plan.status} cannot be ${verb}.`, {
    nextStep: plan.status === 'running' ? 'Wait until it is through.' : 'Make a new plan.',
  });
}
