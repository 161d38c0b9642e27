import 'server-only';
import type { ExecutionDetail } from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as executions from '../services/state-machines/get-execution.ts';

/** One execution with the states that it entered. Throws `not-found`, or why AWS could not be read. */
export async function getExecution(ref: { name: string; executionName: string }): Promise<ExecutionDetail> {
  return executions.getExecution(await getRuntime(), ref);
}
