import { type ConditionAct, type SaveConditionInput, zSaveConditionInput } from '../../contract/condition.ts';
import { planConditionAct } from '../conditions/plan-condition-act.ts';
import { saveCondition } from '../conditions/save-condition.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { executed } from './settled-plan.ts';

/** Fails as busy, and says what it was given, so that it can be run again with the same. */
export const BUSY = `export const handler = async ({ key }, { awsRequestId }) => {
  console.log(JSON.stringify({ rerun: { v: 1, via: 'invoke', requestId: awsRequestId, input: { key } } }));
  console.log('ran', key);
  throw Object.assign(new Error('try later'), { name: 'Busy' });
};`;

/** Runs a busy function a second time, at once. */
export function busyInput(
  changes: Omit<Partial<SaveConditionInput>, 'limits'> & { limits?: Partial<SaveConditionInput['limits']> },
): SaveConditionInput {
  const { limits, ...rest } = changes;
  return zSaveConditionInput.parse({
    conditionId: null,
    name: 'while busy',
    functionName: 'busy',
    when: '{"responsePayload":{"errorType":["Busy"]}}',
    how: 'invoke',
    ...rest,
    limits: { maxAttempts: 2, ratePerSecond: 50, ...limits },
  });
}

/** Saves and deploys; answers the condition's ID. */
export async function deployedCondition(context: MachineContext, input: SaveConditionInput): Promise<string> {
  const { conditionId } = await saveCondition(context, input);
  await acted(context, conditionId, 'deploy');
  return conditionId;
}

/** Plans an act and runs it; answers the calls that it made. */
export async function acted(
  context: MachineContext,
  conditionId: string,
  act: ConditionAct,
): Promise<string[]> {
  const { status, body } = await executed(context, await planConditionAct(context, { conditionId, act }));
  if (status !== 'done') throw new Error(JSON.stringify(body.steps));
  return body.steps.map(({ operation }) => operation);
}
