import { Prisma } from '../../../prisma/generated/client.ts';
import { decodeCursor, encodeCursor } from '../sql/keyset-cursor.ts';
import type { ChainFilter, ChainStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { CHAIN_COLUMNS, type ChainColumns, chainRowOf } from './chain-row.ts';
import { branchesOf, chainWhere } from './chain-where.ts';

/** Chains by last activity, newest first: one ordered index walk per branch, merged. */
export async function listChains(
  { prisma }: StoreContext,
  filter: ChainFilter,
  page: { limit: number; cursor: string | null },
): ReturnType<ChainStore['list']> {
  const after = decodeCursor(page.cursor);
  const { conditions, empty } = await chainWhere(prisma, filter);
  if (empty) return { rows: [], nextCursor: null };
  const beyond =
    after === null
      ? Prisma.empty
      : Prisma.sql`AND last_activity_at <= ${after.at} AND (last_activity_at < ${after.at} OR chain_id < ${after.id})`;
  const order = Prisma.sql`ORDER BY last_activity_at DESC, chain_id DESC LIMIT ${page.limit + 1}`;
  const walks = branchesOf(filter).map(
    (branch) =>
      Prisma.sql`(SELECT ${CHAIN_COLUMNS} FROM chain WHERE ${conditions} ${branch} ${beyond} ${order})`,
  );
  const found = await prisma.$queryRaw<ChainColumns[]>`
    SELECT * FROM (${Prisma.join(walks, ' UNION ALL ')}) AS merged ${order}`;
  const rows = found.slice(0, page.limit).map(chainRowOf);
  const last = rows.at(-1);
  const more = found.length > page.limit && last !== undefined;
  return { rows, nextCursor: more ? encodeCursor({ at: last.lastActivityAt, id: last.chainId }) : null };
}
