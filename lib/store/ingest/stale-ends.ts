import { Prisma } from '../../../prisma/generated/client.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainState } from './chain-state.ts';
import { stretch } from './chain-totals.ts';
import { loadHopsById } from './stored-hop.ts';

/** Lambda's longest run, and a minute for clocks: what was active last began at most so long before the last hop. */
const LONGEST_RUN = Prisma.sql`interval '16 minutes'`;

/** Reads the ends of chains anew where one moved inwards; the hops' rows are written already. */
export async function refreshEnds(tx: Tx, states: readonly ChainState[]): Promise<void> {
  for (const { chainId, totals } of states.filter((state) => state.totals.stale)) {
    const latest = (where: Prisma.Sql) =>
      endOf(
        chainId,
        Prisma.sql`${where} ORDER BY sort_at DESC, hop_id DESC`,
        Prisma.sql`sort_at DESC, hop_id DESC`,
      );
    const ends = [
      endOf(chainId, Prisma.sql`ORDER BY sort_at, hop_id`, Prisma.sql`sort_at, hop_id`),
      latest(Prisma.empty),
      endOf(
        chainId,
        Prisma.sql`AND sort_at >= (SELECT max(l.sort_at) FROM chain_group c CROSS JOIN LATERAL (
            SELECT sort_at FROM hop WHERE group_id = c.group_id ORDER BY sort_at DESC LIMIT 1
          ) l WHERE c.chain_id = ${chainId}) - ${LONGEST_RUN} ORDER BY active_at DESC`,
        Prisma.sql`active_at DESC`,
      ),
      ...(totals.limit === null ? [] : [latest(Prisma.sql`AND max_attempts IS NOT NULL`)]),
      ...(totals.unknownParent === null ? [] : [latest(Prisma.sql`AND link_kind = 3`)]),
    ];
    const rows = await tx.$queryRaw<{ hop_id: string }[]>`${Prisma.join(ends, ' UNION ')}`;
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

/** One hop of a chain: the first in `order` of those that begin each of its groups in the same order. */
function endOf(chainId: string, whereAndOrder: Prisma.Sql, order: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(SELECT h.hop_id FROM chain_group g CROSS JOIN LATERAL (
      SELECT hop_id, sort_at, greatest(ended_at, sort_at) AS active_at FROM hop
      WHERE group_id = g.group_id ${whereAndOrder} LIMIT 1
    ) h WHERE g.chain_id = ${chainId} ORDER BY ${order} LIMIT 1)`;
}
