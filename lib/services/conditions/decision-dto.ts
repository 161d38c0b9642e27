import { z } from 'zod';
import { type Decision, zDecision } from '../../contract/condition.ts';
import type { ConditionRow, DecisionRow, DueRerunRow } from '../../store/store-conditions.ts';
import { dueRerunDto } from './due-rerun-dto.ts';

const zFields = z.array(zDecision.shape.fields.element);

/** A decision as clients see it; `known` are the conditions that there are now, by ID. */
export function decisionDto(
  row: DecisionRow,
  around: {
    known: ReadonlyMap<string, ConditionRow>;
    chainId: string | null;
    due: DueRerunRow | null;
    how: Decision['how'];
    derived: boolean;
  },
): Decision {
  const { conditionId, version, hopId, decision, reason, limit, fields, decidedAt } = row;
  const { known, chainId, due, how, derived } = around;
  return {
    hopId,
    chainId,
    conditionId,
    conditionName: known.get(conditionId)?.name ?? 'a removed condition',
    version,
    how,
    decision,
    reason,
    limit,
    fields: zFields.parse(fields),
    dueRerun: due === null ? null : dueRerunDto(due, known),
    derived,
    decidedAt: decidedAt.toISOString(),
  };
}

export function conditionsById(rows: readonly ConditionRow[]): Map<string, ConditionRow> {
  return new Map(rows.map((row) => [row.conditionId, row]));
}
