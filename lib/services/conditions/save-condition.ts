import { randomUUID } from 'node:crypto';
import type { ConditionDetail, SaveConditionInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { WrongInputError } from '../wrong-input-error.ts';
import { checkCondition } from './check-condition.ts';
import { getCondition } from './get-condition.ts';
import { mustFindCondition } from './saved-condition.ts';

/**
 * Saves a condition as a new version; nothing in AWS is changed, and what is deployed goes on by its version. Throws
 * `invalid-input` with each problem at its field, `not-found`, `conflict` where another one has the name.
 */
export async function saveCondition(
  context: MachineContext,
  input: SaveConditionInput,
): Promise<ConditionDetail> {
  if (input.conditionId !== null) await mustFindCondition(context, input.conditionId);
  const { conditions } = context.store;
  const namesake = (await conditions.list()).find((row) => row.name === input.name);
  if (namesake !== undefined && namesake.conditionId !== input.conditionId) {
    throw new AppError('conflict', `There is a condition named ${input.name} already.`, {
      field: 'name',
      nextStep: 'Choose another name, or open that condition and change it.',
    });
  }
  const { problems } = await checkCondition(context, input);
  if (problems.length > 0) throw new WrongInputError(problems);
  const conditionId = input.conditionId ?? randomUUID();
  const { name, functionName, how } = input;
  await conditions.save({ conditionId, name, functionName, how, input: { ...input, conditionId } });
  return getCondition(context, { conditionId });
}
