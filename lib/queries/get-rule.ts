import 'server-only';
import type { RuleDetail, RuleRef } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as rules from '../services/rules/get-rule.ts';

/** One rule with its targets' settings and its loops. Throws `not-found`. */
export async function getRule(ref: RuleRef): Promise<RuleDetail> {
  return rules.getRule(await getRuntime(), ref);
}
