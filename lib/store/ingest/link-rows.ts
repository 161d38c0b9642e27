import type { Link } from '../../domain/link.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';

export interface LinkColumns {
  effect_hop_id: string;
  /** Empty where the cause is unknown among candidates. */
  cause_hop_id: string;
  strength: Link['strength'];
  via: string;
  evidence: string;
  candidate_count: number;
  /** It makes chains; otherwise it only points. */
  accepted: boolean;
}
const LINK_TABLE: BulkTable<LinkColumns> = {
  name: 'link',
  columns: {
    effect_hop_id: 'text',
    cause_hop_id: 'text',
    strength: 'text',
    via: 'text',
    evidence: 'text',
    candidate_count: 'int',
    accepted: 'boolean',
  },
  key: ['effect_hop_id', 'cause_hop_id'],
};

export async function loadLinks(tx: Tx, effectHopIds: readonly string[]): Promise<LinkColumns[]> {
  if (effectHopIds.length === 0) return [];
  return tx.$queryRaw<LinkColumns[]>`
    SELECT effect_hop_id, cause_hop_id, strength, via, evidence, candidate_count, accepted
    FROM link WHERE effect_hop_id = ANY(${[...effectHopIds]})`;
}

/** Makes the stored links into hops be `wanted`, writing only what differs from `stored`. */
export async function saveLinks(
  tx: Tx,
  stored: readonly LinkColumns[],
  wanted: readonly LinkColumns[],
): Promise<void> {
  const keyOf = (link: LinkColumns) => `${link.effect_hop_id}\n${link.cause_hop_id}`;
  const before = new Map(stored.map((link) => [keyOf(link), JSON.stringify(link)]));
  const after = new Set(wanted.map(keyOf));
  const superseded = stored.filter((link) => !after.has(keyOf(link)));
  if (superseded.length > 0) {
    const keys = superseded.map(({ effect_hop_id, cause_hop_id }) => ({ effect_hop_id, cause_hop_id }));
    await tx.$executeRaw`
      DELETE FROM link l USING jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
        AS k (effect_hop_id text, cause_hop_id text)
      WHERE l.effect_hop_id = k.effect_hop_id AND l.cause_hop_id = k.cause_hop_id`;
  }
  await bulkUpsert(
    tx,
    LINK_TABLE,
    wanted.filter((link) => before.get(keyOf(link)) !== JSON.stringify(link)),
  );
}

export function linkColumnsOf(link: Link): LinkColumns {
  return {
    effect_hop_id: link.effectHopId,
    cause_hop_id: link.causeHopId ?? '',
    strength: link.strength,
    via: link.via,
    evidence: JSON.stringify(link.evidence),
    candidate_count: link.candidateCount,
    accepted: true,
  };
}

/** A cause of a run that has several: it points, it does not join. */
export function pointerColumns(effectHopId: string, causeHopId: string): LinkColumns {
  return {
    effect_hop_id: effectHopId,
    cause_hop_id: causeHopId,
    strength: 'exact',
    via: 'unknown',
    evidence: '[]',
    candidate_count: 1,
    accepted: false,
  };
}
