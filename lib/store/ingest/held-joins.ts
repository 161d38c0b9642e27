import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { HeldReason } from './chain-joins.ts';
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
const WORDS: Record<HeldReason, string> = {
  'too-many-chains': 'It would have joined more than three chains at once',
  'chain-too-large': 'The chain would have become larger than REPRISE_CHAIN_MAX_HOPS',
  'trace-chain-too-large':
    'A chain that only a trace ID holds together would have become larger than REPRISE_TRACE_CHAIN_MAX_HOPS',
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
      reason: WORDS[reason],
      identifier: link.evidence.at(-1)?.value ?? '',
      held_at: heldAt,
    };
  });
  await bulkUpsert(tx, HELD_TABLE, [...new Map(rows.map((row) => [row.held_link_id, row])).values()]);
}
