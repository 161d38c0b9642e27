import 'server-only';
import type { StoppedPlan } from '../contract/plan.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { stoppedPlans } from '../services/plan/stopped-plans.ts';

/** Plans that stopped halfway, to be finished or taken back, newest first. */
export async function getStoppedPlans(): Promise<StoppedPlan[]> {
  const { store } = await getRuntime();
  return stoppedPlans(store, new Date());
}
