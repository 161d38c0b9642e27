import 'server-only';
import type { StateMachineDetail } from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import * as machines from '../services/state-machines/get-state-machine.ts';

/** One state machine with its definition and graph. Throws `not-found`. */
export async function getStateMachine(ref: { name: string }): Promise<StateMachineDetail> {
  return machines.getStateMachine(await getRuntime(), ref);
}
