import 'server-only';
import type { RuleExport } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { exportCondition } from '../services/conditions/export-condition.ts';

/** What the condition needs in AWS as commands, template or resources. Throws `not-found`, `conflict`. */
export async function getConditionExport(input: {
  conditionId: string;
  format: RuleExport['format'];
}): Promise<RuleExport> {
  return exportCondition(await getRuntime(), input);
}
