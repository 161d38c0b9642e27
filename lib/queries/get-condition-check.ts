import 'server-only';
import type { ConditionCheck, SaveConditionInput } from '../contract/condition.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { checkCondition } from '../services/conditions/check-condition.ts';

/** What would be said of the condition if it were saved now; nothing is changed. */
export async function getConditionCheck(input: SaveConditionInput): Promise<ConditionCheck> {
  return checkCondition(await getRuntime(), input);
}
