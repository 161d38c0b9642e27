import 'server-only';
import type { z } from 'zod';
import type { zStateMachinePage } from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { listStateMachines } from '../services/state-machines/list-state-machines.ts';

/** The state machines of the account with how they did lately. Throws why AWS could not be read. */
export async function getStateMachines(): Promise<z.infer<typeof zStateMachinePage>> {
  return listStateMachines(await getRuntime());
}
