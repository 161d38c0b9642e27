import { storableText } from '../../domain/storable-text.ts';
import { notifyConditions } from '../ingest/notify-chains.ts';
import type { Tx } from '../sql/tx.ts';
import type { ConditionStore, DecisionRow } from '../store-conditions.ts';
import { insertDue } from './due-reruns.ts';

/** See `ConditionStore.decide`. */
export async function decide(
  tx: Tx,
  decision: Parameters<ConditionStore['decide']>[0],
  due: Parameters<ConditionStore['decide']>[1],
): Promise<boolean> {
  const { conditionId, hopId, version, revision } = decision;
  const reason = storableText(decision.reason).text;
  const fields = storableText(JSON.stringify(decision.fields)).text;
  const written = await tx.$executeRaw`
    INSERT INTO decision (condition_id, hop_id, version, decision, reason, "limit", fields, revision, decided_at)
    VALUES (${conditionId}, ${hopId}, ${version}, ${decision.decision}, ${reason}, ${decision.limit}, ${fields},
      ${revision}, ${new Date()})
    ON CONFLICT (condition_id, hop_id) DO UPDATE SET version = excluded.version, decision = excluded.decision,
      reason = excluded.reason, "limit" = excluded."limit", fields = excluded.fields, revision = excluded.revision,
      decided_at = excluded.decided_at
    WHERE decision.decision = 'undecidable' AND excluded.revision > decision.revision`;
  if (written === 0) return false;
  if (due !== null) await insertDue(tx, due);
  await notifyConditions(tx);
  return true;
}

interface DecisionColumns extends Omit<DecisionRow, 'fields'> {
  fields: string;
}

export async function decisionsOf(tx: Tx, hopId: string): Promise<DecisionRow[]> {
  const rows = await tx.$queryRaw<DecisionColumns[]>`
    SELECT condition_id AS "conditionId", version, hop_id AS "hopId", decision, reason, "limit", fields, revision,
      decided_at AS "decidedAt"
    FROM decision WHERE hop_id = ${hopId} ORDER BY decided_at, condition_id`;
  return rows.map(decisionRowOf);
}

export async function listDecisions(
  tx: Tx,
  conditionId: string,
  decisions: readonly DecisionRow['decision'][],
  limit: number,
): Promise<DecisionRow[]> {
  const rows = await tx.$queryRaw<DecisionColumns[]>`
    SELECT condition_id AS "conditionId", version, hop_id AS "hopId", decision, reason, "limit", fields, revision,
      decided_at AS "decidedAt"
    FROM decision WHERE condition_id = ${conditionId} AND decision = ANY(${[...decisions]})
    ORDER BY decided_at DESC, hop_id LIMIT ${limit}`;
  return rows.map(decisionRowOf);
}

function decisionRowOf(row: DecisionColumns): DecisionRow {
  return { ...row, fields: JSON.parse(row.fields) as unknown[] };
}
