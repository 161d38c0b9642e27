import type { ConditionDetail } from '../../contract/condition.ts';
import { AppError } from '../../domain/app-error.ts';
import { describeWhen } from '../../domain/condition/describe-condition.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { MachineContext } from '../state-machines/machine-context.ts';
import { conditionSummary } from './condition-summary.ts';
import { type Drift, driftNow } from './drift.ts';
import { enactmentsOf } from './enactments.ts';
import { figuresOfDay } from './figures-of-day.ts';
import { conditionOf, functionArnOf, mustFindCondition, savedInput } from './saved-condition.ts';

/** One condition with its enactments, versions and drift. Throws `not-found`. */
export async function getCondition(
  context: MachineContext,
  { conditionId }: { conditionId: string },
): Promise<ConditionDetail> {
  const { conditions } = context.store;
  const row = await mustFindCondition(context, conditionId);
  const input = savedInput(row);
  const [versions, figures, { drift, driftProblem }] = await Promise.all([
    conditions.versions(conditionId),
    figuresOfDay(context, await conditions.list()),
    readDrift(context, row),
  ]);
  const condition = conditionOf(input, {
    conditionId,
    version: row.version,
    functionArn: await functionArnOf(context, input.functionName),
    deployedAt: row.deployed?.at ?? null,
  });
  return {
    ...conditionSummary(row, figures.get(conditionId), drift.length > 0),
    input: { ...input, conditionId },
    enactments: enactmentsOf(condition),
    drift,
    driftProblem,
    versions: versions.map((version) => ({
      version: version.version,
      savedAt: version.savedAt.toISOString(),
      how: version.how,
      words: describeWhen(savedInput(version).when),
    })),
  };
}

async function readDrift(
  context: MachineContext,
  row: ConditionRow,
): Promise<{ drift: Drift; driftProblem: string | null }> {
  try {
    return { drift: await driftNow(context, row), driftProblem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { drift: [], driftProblem: error.message };
  }
}
