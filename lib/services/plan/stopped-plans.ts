import type { StoppedPlan } from '../../contract/plan.ts';
import type { PlanStore } from '../../store/store-plans.ts';
import { leftBehind } from './left-behind.ts';
import { storedPlan } from './plan-body.ts';
import { planDto } from './plan-dto.ts';

/** Plans that stopped halfway, newest first: interrupted ones, and failed ones of which something was not taken back. */
export async function stoppedPlans(
  store: { plans: Pick<PlanStore, 'listUnfinished'> },
  now: Date,
): Promise<StoppedPlan[]> {
  const plans = (await store.plans.listUnfinished()).map((row) => storedPlan(row, now));
  return plans.flatMap((plan) => {
    if (leftBehind(plan) === null) return [];
    const stoppedAt = plan.settledAt?.toISOString() ?? plan.body.touchedAt ?? plan.createdAt.toISOString();
    return [{ ...planDto(plan), stoppedAt }];
  });
}
