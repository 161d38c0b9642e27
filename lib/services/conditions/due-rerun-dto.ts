import type { DueRerun } from '../../contract/condition.ts';
import type { ConditionRow, DueRerunRow } from '../../store/store-conditions.ts';

export function dueRerunDto(
  { dueRerunId, conditionId, version, hopId, chainId, functionName, ...row }: DueRerunRow,
  known: ReadonlyMap<string, ConditionRow>,
): DueRerun {
  return {
    dueRerunId,
    conditionId,
    conditionName: known.get(conditionId)?.name ?? 'a removed condition',
    version,
    hopId,
    chainId,
    functionName,
    attempt: row.attempt,
    dueAt: row.dueAt.toISOString(),
    status: row.status,
    operationId: row.operationId,
  };
}
