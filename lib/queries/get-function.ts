import 'server-only';
import type { FunctionSummary } from '../contract/function.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { findFunction } from '../services/list-functions.ts';

/** One function of the account; null if discovery has not seen it. */
export async function getFunction(functionName: string): Promise<FunctionSummary | null> {
  return findFunction(await getRuntime(), functionName);
}
