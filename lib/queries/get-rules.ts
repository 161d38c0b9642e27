import 'server-only';
import type { RulePage } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listRules } from '../services/rules/list-rules.ts';

/** The rules of all buses with what they did within the time. Throws why AWS could not be read. */
export async function getRules(query: { withinMs: number }): Promise<RulePage> {
  return listRules(await getRuntime(), query);
}
