import 'server-only';
import type { ConditionDetail } from '../contract/condition.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as conditions from '../services/conditions/get-condition.ts';

/** One condition with its enactments, versions and drift. Throws `not-found`. */
export async function getCondition(ref: { conditionId: string }): Promise<ConditionDetail> {
  return conditions.getCondition(await getRuntime(), ref);
}
