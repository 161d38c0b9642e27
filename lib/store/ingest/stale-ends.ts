import type { Tx } from '../sql/tx.ts';
import type { ChainState } from './chain-state.ts';
import { stretch } from './chain-totals.ts';
import { loadHopsById } from './stored-hop.ts';

/** Reads the ends of chains anew where one moved inwards; the hops' rows are written already. */
export async function refreshEnds(tx: Tx, states: readonly ChainState[]): Promise<void> {
  for (const { chainId, totals } of states.filter((state) => state.totals.stale)) {
    const rows = await tx.$queryRaw<{ hop_id: string }[]>`
      WITH member AS (SELECT h.* FROM chain_group g JOIN hop h USING (group_id) WHERE g.chain_id = ${chainId})
      (SELECT hop_id FROM member ORDER BY sort_at, hop_id LIMIT 1)
      UNION (SELECT hop_id FROM member ORDER BY sort_at DESC, hop_id DESC LIMIT 1)
      UNION (SELECT hop_id FROM member ORDER BY greatest(coalesce(ended_at, sort_at), sort_at) DESC LIMIT 1)
      UNION (SELECT hop_id FROM member WHERE max_attempts IS NOT NULL ORDER BY sort_at DESC LIMIT 1)
      UNION (SELECT hop_id FROM member WHERE link_kind = 3 ORDER BY sort_at DESC LIMIT 1)`;
    Object.assign(totals, {
      first: null,
      last: null,
      activity: null,
      limit: null,
      unknownParent: null,
      stale: false,
    });
    for (const hop of await loadHopsById(
      tx,
      rows.map((row) => row.hop_id),
    ))
      stretch(totals, hop);
  }
}
