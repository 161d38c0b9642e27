import 'server-only';
import type { z } from 'zod';
import type { zRerunRulePage } from '../contract/rule.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listRerunRules } from '../services/rerun-rule/list-rerun-rules.ts';

/** The rules by which a function runs again by its own records. */
export async function getRerunRules(functionName: string): Promise<z.infer<typeof zRerunRulePage>> {
  return listRerunRules(await getRuntime(), functionName);
}
