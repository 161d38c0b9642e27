import 'server-only';
import type { RuleCheck, RuleCheckRequest } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { checkRule } from '../services/rules/check-rule.ts';

/** What would be said of the rule if it were saved now; nothing is changed. */
export async function getRuleCheck(request: RuleCheckRequest): Promise<RuleCheck> {
  return checkRule(await getRuntime(), request);
}
