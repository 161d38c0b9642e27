import type { StoppedPlan } from '../../contract/plan.ts';
import type { PlanStore } from '../../store/store-plans.ts';
import { type StoredPlan, storedPlan } from './plan-body.ts';
import { planDto } from './plan-dto.ts';

/** Plans that stopped halfway, newest first: interrupted ones, and failed ones of which something was not taken back. */
export async function stoppedPlans(
  store: { plans: Pick<PlanStore, 'listUnfinished'> },
  now: Date,
): Promise<StoppedPlan[]> {
  const plans = (await store.plans.listUnfinished()).map((row) => storedPlan(row, now));
  return plans.flatMap((plan) => {
    if (plan.status !== 'interrupted' && !(plan.status === 'failed' && isHalfway(plan))) return [];
    const stoppedAt = plan.settledAt?.toISOString() ?? plan.body.touchedAt ?? plan.createdAt.toISOString();
    return [{ ...planDto(plan), stoppedAt }];
  });
}

/** A step keeps its former state for as long as it may have changed something that undo has to take back. */
function isHalfway({ body }: StoredPlan): boolean {
  return body.settled !== null || body.steps.some((step) => step.former !== null && step.status !== 'undone');
}
