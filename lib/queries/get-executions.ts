import 'server-only';
import type { z } from 'zod';
import type { ExecutionListQuery, zExecutionPage } from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listExecutions } from '../services/state-machines/list-executions.ts';

/** The executions of a state machine, newest first. Throws `not-found`, `invalid-input`, or why AWS could not be read. */
export async function getExecutions(
  query: ExecutionListQuery & { name: string; limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof zExecutionPage>> {
  return listExecutions(await getRuntime(), query);
}
