import 'server-only';
import type { DefinitionCheck, SaveStateMachineInput } from '../contract/state-machine.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { checkDefinition } from '../services/state-machines/check-definition.ts';

/** Every problem of a definition at its place, and its graph; nothing is changed. */
export async function getDefinitionCheck(
  input: Pick<SaveStateMachineInput, 'definition' | 'type'>,
): Promise<DefinitionCheck> {
  return checkDefinition(await getRuntime(), input);
}
