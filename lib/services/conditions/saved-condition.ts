import { type SaveConditionInput, zSaveConditionInput } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Condition } from '../../domain/condition/condition.ts';
import { partitionOf } from '../../domain/target-arn.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { ServiceContext } from '../service-context.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';

/** The condition of this ID. Throws `not-found`. */
export async function mustFindCondition(
  { store }: Pick<ServiceContext, 'store'>,
  conditionId: string,
): Promise<ConditionRow> {
  const row = await store.conditions.find(conditionId);
  if (row !== null) return row;
  throw new AppError('not-found', 'There is no such condition.', {
    field: 'conditionId',
    nextStep: 'Look at the list of conditions: it may have been removed.',
  });
}

/** What was saved, by the schema it was saved by. */
export function savedInput({ input }: Pick<ConditionRow, 'input'>): SaveConditionInput {
  return zSaveConditionInput.parse(input);
}

/** What was saved as a version that may be older than the present one; null where that version is not known. */
export async function inputOfVersion(
  { store }: Pick<ServiceContext, 'store'>,
  row: ConditionRow,
  version: number,
): Promise<SaveConditionInput | null> {
  if (row.version === version) return savedInput(row);
  const found = (await store.conditions.versions(row.conditionId)).find((each) => each.version === version);
  return found === undefined ? null : savedInput(found);
}

/** The condition as the domain judges and compiles it. */
export function conditionOf(
  input: SaveConditionInput,
  known: Pick<Condition, 'conditionId' | 'version' | 'functionArn' | 'deployedAt'>,
): Condition {
  const { name, functionName, when, limits, how, nextInput, counterPath, eventBusName } = input;
  return { ...known, name, functionName, when, limits, how, nextInput, counterPath, eventBusName };
}

/** The function's ARN: as discovery knows it, else as it would be. */
export async function functionArnOf(
  { store, where }: Pick<MachineContext, 'store' | 'where'>,
  functionName: string,
): Promise<string> {
  const known = (await store.functions.list()).find((row) => row.functionName === functionName);
  if (known !== undefined) return known.functionArn;
  const { region, accountId } = where;
  return `arn:${partitionOf(region)}:lambda:${region}:${accountId ?? ''}:function:${functionName}`;
}
