import type { ConditionSummary } from '../../contract/condition.ts';
import { describeLimits, describeWhen } from '../../domain/condition/describe-condition.ts';
import type { ConditionRow, ConditionStore } from '../../store/store-conditions.ts';
import { savedInput } from './saved-condition.ts';

const DAY_MS = 86_400_000;

type Figures = Awaited<ReturnType<ConditionStore['figures']>>[number];

/** What each condition did within the last 24 hours, by its ID. */
export async function figuresOfDay(store: ConditionStore): Promise<Map<string, Figures>> {
  const figures = await store.figures(new Date(Date.now() - DAY_MS));
  return new Map(figures.map((each) => [each.conditionId, each]));
}

/** A condition as lists show it. */
export function conditionSummary(
  row: ConditionRow,
  figures: Figures | undefined,
  drifted: boolean,
): ConditionSummary {
  const { conditionId, name, functionName, how, version, deployed } = row;
  const input = savedInput(row);
  return {
    conditionId,
    name,
    functionName,
    how,
    version,
    state: stateOf(row, drifted),
    words: describeWhen(input.when),
    limitsWords: describeLimits(input.limits),
    deployedAt: deployed?.at.toISOString() ?? null,
    deployedHow: deployed?.how ?? null,
    deployedVersion: deployed?.version ?? null,
    runCount24h: figures?.runCount ?? 0,
    undecidableCount: figures?.undecidableCount ?? 0,
    staleCount: figures?.staleCount ?? 0,
    dueCount: figures?.dueCount ?? 0,
    savedAt: row.savedAt.toISOString(),
  };
}

/** What needs a person first. */
function stateOf({ deployed, version }: ConditionRow, drifted: boolean): ConditionSummary['state'] {
  if (deployed === null) return 'draft';
  if (drifted) return 'drifted';
  if (deployed.paused) return 'paused';
  return deployed.version === version ? 'deployed' : 'changed';
}
