import 'server-only';
import type { RuleExport, RuleRef } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { exportRule } from '../services/rules/export-rule.ts';

/** The rule as commands, template or resources. Throws `not-found`, `conflict`. */
export async function getRuleExport(input: RuleRef & Pick<RuleExport, 'format'>): Promise<RuleExport> {
  return exportRule(await getRuntime(), input);
}
