import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import { groupBy } from '../sql/group-by.ts';
import type { Tx } from '../sql/tx.ts';
import type { Joined } from './join-chains.ts';

interface CandidateColumns {
  effect_hop_id: string;
  candidate_hop_id: string;
}
const CANDIDATE_TABLE: BulkTable<CandidateColumns> = {
  name: 'link_candidate',
  columns: { effect_hop_id: 'text', candidate_hop_id: 'text' },
  key: ['effect_hop_id', 'candidate_hop_id'],
  onConflict: 'DO NOTHING',
};

/** Effect → the candidates that its stored link without a known cause holds it to. */
export type LinkCandidates = ReadonlyMap<string, readonly string[]>;

export async function loadCandidates(tx: Tx, effectHopIds: readonly string[]): Promise<LinkCandidates> {
  if (effectHopIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<CandidateColumns[]>`
    SELECT effect_hop_id, candidate_hop_id FROM link_candidate WHERE effect_hop_id = ANY(${[...effectHopIds]})`;
  const byEffect = groupBy(rows, (row) => row.effect_hop_id);
  return new Map([...byEffect].map(([id, own]) => [id, own.map((row) => row.candidate_hop_id)]));
}

/** Keeps of each link what it held and still holds, and what it joined now. */
export async function saveCandidates(tx: Tx, stored: LinkCandidates, joined: Joined): Promise<void> {
  const added: CandidateColumns[] = [];
  const gone: CandidateColumns[] = [];
  for (const effectHopId of joined.relinked) {
    const before = stored.get(effectHopId) ?? [];
    const possible = joined.links.get(effectHopId)?.candidateHopIds ?? [];
    const rowOf = (id: string) => ({ effect_hop_id: effectHopId, candidate_hop_id: id });
    gone.push(...before.filter((id) => !possible.includes(id)).map(rowOf));
    added.push(...(joined.candidates.get(effectHopId) ?? []).filter((id) => !before.includes(id)).map(rowOf));
  }
  if (gone.length > 0) {
    await tx.$executeRaw`
      DELETE FROM link_candidate c USING jsonb_to_recordset(${JSON.stringify(gone)}::jsonb)
        AS k (effect_hop_id text, candidate_hop_id text)
      WHERE c.effect_hop_id = k.effect_hop_id AND c.candidate_hop_id = k.candidate_hop_id`;
  }
  await bulkUpsert(tx, CANDIDATE_TABLE, added);
}
