import type { ConditionCheck, SaveConditionInput } from '../../contract/condition.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { checkLimits } from './check-limits.ts';
import { checkFunction, checkWay } from './check-way.ts';
import { checkWhen } from './check-when.ts';
import { enactmentsOf } from './enactments.ts';
import { otherWarnings } from './other-warnings.ts';
import { conditionOf, functionArnOf } from './saved-condition.ts';

/**
 * Judges a condition before it is saved: each problem at its field, how much it matches, and what each way makes of it.
 * Nothing is changed.
 */
export async function checkCondition(
  context: MachineContext,
  input: SaveConditionInput,
): Promise<ConditionCheck> {
  const condition = conditionOf(input, {
    conditionId: input.conditionId ?? 'new',
    version: await nextVersion(context, input),
    functionArn: await functionArnOf(context, input.functionName),
    deployedAt: null,
  });
  const when = await checkWhen(context, input.when);
  const limits = checkLimits(input);
  const found = await checkFunction(context, input);
  const way =
    when.readable && found.problems.length === 0
      ? await checkWay(context, condition, input)
      : { problems: [], warnings: [] };
  return {
    problems: unrepeated([...when.problems, ...limits.problems, ...found.problems, ...way.problems]),
    warnings: [
      ...when.warnings,
      ...limits.warnings,
      ...found.warnings,
      ...way.warnings,
      ...(await otherWarnings(context, input)),
    ],
    patternProblem: when.patternProblem,
    words: when.words,
    enactments: when.readable ? enactmentsOf(condition) : [],
    reach: when.reach,
  };
}

async function nextVersion({ store }: MachineContext, { conditionId }: SaveConditionInput): Promise<number> {
  const row = conditionId === null ? null : await store.conditions.find(conditionId);
  return row === null ? 1 : row.version;
}

/** The pattern and what a way makes of it may fail by the same thing. */
function unrepeated(problems: ConditionCheck['problems']): ConditionCheck['problems'] {
  const seen = new Set<string>();
  return problems.filter(({ field, message }) => {
    const key = `${field}\n${message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
