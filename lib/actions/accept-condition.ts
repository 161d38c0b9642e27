import 'server-only';
import type { z } from 'zod';
import type {
  ConditionDetail,
  DueRerun,
  SaveConditionInput,
  zConditionActInput,
  zDueRerunActInput,
} from '../contract/condition.ts';
import type { Plan } from '../contract/plan.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as dueReruns from '../services/conditions/due-reruns.ts';
import { planConditionAct } from '../services/conditions/plan-condition-act.ts';
import * as conditions from '../services/conditions/save-condition.ts';

/** The automation API's way to conditions; its doors have authorised. */
export async function acceptCondition(input: SaveConditionInput): Promise<ConditionDetail> {
  return conditions.saveCondition(await getRuntime(), input);
}

export async function acceptConditionAct(input: z.output<typeof zConditionActInput>): Promise<Plan> {
  return planConditionAct(await getRuntime(), input);
}

export async function acceptDueRerunAct(input: z.output<typeof zDueRerunActInput>): Promise<DueRerun> {
  return dueReruns.actOnDueRerun(await getRuntime(), input);
}
