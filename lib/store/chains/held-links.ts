import type { HeldReason } from '../ingest/chain-joins.ts';
import type { ChainStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';

const WORDS: Record<HeldReason, string> = {
  'too-many-chains': 'It would have joined more than three chains at once',
  'chain-too-large': 'The chain would have become larger than REPRISE_CHAIN_MAX_HOPS',
  'trace-chain-too-large':
    'A chain that only a trace ID holds together would have become larger than REPRISE_TRACE_CHAIN_MAX_HOPS',
};

/** The newest joins that were held back, with the chains that they would have joined. */
export async function listHeldLinks({ prisma }: StoreContext): ReturnType<ChainStore['heldLinks']> {
  const rows = await prisma.$queryRaw<
    { held_link_id: string; reason: HeldReason; identifier: string; chain_ids: string[]; held_at: Date }[]
  >`
    SELECT l.held_link_id, l.reason, l.identifier, l.held_at,
      array(
        SELECT DISTINCT g.chain_id FROM hop h JOIN chain_group g USING (group_id)
        WHERE h.hop_id IN (l.effect_hop_id, l.cause_hop_id)
      ) AS chain_ids
    FROM held_link l ORDER BY l.held_at DESC, l.held_link_id LIMIT 200`;
  return rows.map((row) => ({
    heldLinkId: row.held_link_id,
    reason: WORDS[row.reason],
    identifier: row.identifier,
    chainIds: row.chain_ids,
    heldAt: row.held_at,
  }));
}
