import type { ConditionSummary } from '../../contract/condition.ts';
import { describeLimits, describeWhen } from '../../domain/condition/describe-condition.ts';
import type { ConditionRow } from '../../store/store-conditions.ts';
import type { Figures } from './figures-of-day.ts';
import { savedInput } from './saved-condition.ts';

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
