import type { PlanRef } from '../../contract/plan.ts';
import type { ServiceContext } from '../service-context.ts';
import { claimPlan, mustStandAt } from './claim-plan.ts';
import { findPlan } from './find-plan.ts';
import { PlanRun } from './plan-run.ts';
import { mustAllBeOurs, takeBack } from './take-back.ts';

/**
 * Takes back what the plan changed, last call first. Throws `not-found`, `conflict`, and `state-changed` before the
 * first write where someone changed it since.
 */
export async function undoPlan(context: ServiceContext, { planId }: PlanRef): Promise<PlanRef> {
  const plan = await findPlan(context, planId);
  mustStandAt(plan, ['done', 'failed', 'interrupted'], 'undone');
  const run = new PlanRun(context, plan);
  await mustAllBeOurs(run);
  await claimPlan(context, plan);
  plan.body.direction = 'undo';
  await run.write('running');
  run.start(async () => {
    await run.write((await takeBack(run)) ? 'undone' : 'failed');
  });
  return { planId };
}
