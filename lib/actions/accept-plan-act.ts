import 'server-only';
import type { z } from 'zod';
import type { zPlanAct } from '../contract/plan.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { discardPlan } from '../services/plan/discard-plan.ts';
import { executePlan } from '../services/plan/execute-plan.ts';
import { undoPlan } from '../services/plan/undo-plan.ts';

/** The automation API's way to a plan's acts; its door has authorised. Throws `not-found`, `conflict`, `state-changed`. */
export async function acceptPlanAct(planId: string, act: z.infer<typeof zPlanAct>): Promise<void> {
  const runtime = await getRuntime();
  if (act.act === 'execute') await executePlan(runtime, { planId, fingerprint: act.fingerprint });
  else if (act.act === 'undo') await undoPlan(runtime, { planId });
  else await discardPlan(runtime, { planId });
}
