import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { HeldJoin } from './join-chains.ts';

interface HeldColumns {
  held_link_id: string;
  effect_hop_id: string;
  cause_hop_id: string;
  reason: string;
  identifier: string;
  held_at: string;
}
const HELD_TABLE: BulkTable<HeldColumns> = {
  name: 'held_link',
  columns: {
    held_link_id: 'text',
    effect_hop_id: 'text',
    cause_hop_id: 'text',
    reason: 'text',
    identifier: 'text',
    held_at: 'timestamptz',
  },
  key: ['held_link_id'],
  onConflict: 'DO NOTHING',
};
/** One row per cause and effect that were kept apart, with the identifier that they share. */
export async function saveHeldLinks(
  tx: Tx,
  held: readonly HeldJoin[],
  acceptedHopIds: readonly string[],
): Promise<void> {
  await tx.$executeRaw`DELETE FROM held_link WHERE effect_hop_id = ANY(${[...acceptedHopIds]})`;
  const heldAt = new Date().toISOString();
  const rows = held.map(({ link, reason }) => {
    const cause = link.causeHopId ?? link.candidateHopIds?.[0] ?? '';
    return {
      held_link_id: `${link.effectHopId} ${cause}`,
      effect_hop_id: link.effectHopId,
      cause_hop_id: cause,
      reason,
      identifier: link.evidence.at(-1)?.value ?? '',
      held_at: heldAt,
    };
  });
  await bulkUpsert(tx, HELD_TABLE, [...new Map(rows.map((row) => [row.held_link_id, row])).values()]);
}

/** Requests of runs that a trace would have joined to too many chains, where chains of that trace became one now. */
export async function retriableRequests(tx: Tx, joinedChainIds: readonly string[]): Promise<string[]> {
  if (joinedChainIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT h.request_id FROM chain_group g JOIN group_trace t USING (group_id)
    JOIN held_link l ON l.identifier = t.trace_id JOIN hop h ON h.hop_id = l.effect_hop_id
    WHERE g.chain_id = ANY(${[...joinedChainIds]}) AND l.reason = 'too-many-chains' LIMIT 200`;
  return rows.map((row) => row.request_id);
}
