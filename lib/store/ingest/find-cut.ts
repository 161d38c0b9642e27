import type { Tx } from '../sql/tx.ts';

/** Most ends of a lost link still meet nearby, or one of them has little left: look near first. */
const REACHES = [64, 1_024, 8_192];

/**
 * What the loss of a link cut off, without reading the whole chain: the hops on one side of it, `none` where both ends
 * still hold together, or `unknown` where both sides are too large to be looked at this way.
 */
export async function findCut(
  tx: Tx,
  { effectHopId, causeHopId }: { effectHopId: string; causeHopId: string },
): Promise<string[] | 'none' | 'unknown'> {
  const [one, other] = await chainsOf(tx, effectHopId, causeHopId);
  if (one === undefined || other === undefined) return 'unknown';
  // an earlier cut has parted them
  if (one !== other) return 'none';
  for (const reach of REACHES) {
    for (const [from, to] of [
      [effectHopId, causeHopId],
      [causeHopId, effectHopId],
    ] as const) {
      const hopIds = await reachable(tx, from, reach);
      if (hopIds.includes(to)) return 'none';
      if (hopIds.length < reach) return hopIds;
    }
  }
  return 'unknown';
}

async function chainsOf(tx: Tx, ...hopIds: string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT chain_id FROM hop JOIN chain_group USING (group_id) WHERE hop_id = ANY(${hopIds})`;
  return rows.map((row) => row.chain_id);
}

/** Hops that accepted links connect with `hopId`, the nearest first, at most `limit`. */
async function reachable(tx: Tx, hopId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ hop_id: string }[]>`
    WITH RECURSIVE near (hop_id) AS (
      SELECT hop_id FROM hop WHERE hop_id = ${hopId}
      UNION
      SELECT n.hop_id FROM near CROSS JOIN LATERAL (
        SELECT cause_hop_id AS hop_id FROM link WHERE effect_hop_id = near.hop_id AND accepted AND cause_hop_id <> ''
        UNION ALL SELECT effect_hop_id FROM link WHERE cause_hop_id = near.hop_id AND accepted
      ) n
    ) SELECT hop_id FROM near LIMIT ${limit}`;
  return rows.map((row) => row.hop_id);
}
