import { Prisma } from '../../../prisma/generated/client.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainFilter } from '../store.ts';
import { chainIdsByIdentifier } from './identifier-search.ts';
import { tagQuery, wordQuery } from './search-lexemes.ts';

/** The parts of a filter that every index walk checks; `status` and `single` are chosen by branch. */
export interface ChainWhere {
  conditions: Prisma.Sql;
  /** No chain can match. */
  empty: boolean;
}

export async function chainWhere(
  tx: Tx,
  filter: ChainFilter,
  leaveOut: { functions?: boolean; attention?: boolean } = {},
): Promise<ChainWhere> {
  const { scope, words, empty } = await chainScope(tx, filter, leaveOut);
  if (words === null) return { conditions: scope, empty };
  return { conditions: Prisma.sql`${scope} AND search @@ ${words}::tsquery`, empty };
}

/** A filter's conditions without the words that it searches for, and the tsquery of those. */
export async function chainScope(
  tx: Tx,
  filter: ChainFilter,
  leaveOut: { functions?: boolean; attention?: boolean },
): Promise<{ scope: Prisma.Sql; words: string | null; empty: boolean }> {
  const parts: Prisma.Sql[] = [Prisma.sql`TRUE`];
  if (filter.attention && leaveOut.attention !== true) parts.push(Prisma.sql`attention`);
  if (filter.from !== null) parts.push(Prisma.sql`last_activity_at >= ${filter.from}`);
  if (filter.to !== null) parts.push(Prisma.sql`first_at <= ${filter.to}`);
  const tags = tagQuery(leaveOut.functions === true ? [] : filter.functionNames, filter.mechanisms);
  if (tags !== null) parts.push(Prisma.sql`search @@ ${storableText(tags).text}::tsquery`);
  const text = storableText(filter.text.trim()).text;
  let words: string | null = null;
  let empty = false;
  if (text !== '') {
    const chainIds = await chainIdsByIdentifier(tx, text);
    if (chainIds.length > 0) parts.push(Prisma.sql`chain_id = ANY(${chainIds})`);
    else words = wordQuery(text);
    empty = chainIds.length === 0 && words === null;
  }
  return { scope: Prisma.join(parts, ' AND '), words, empty };
}

/** One condition per index walk: each keeps the order of its index, however many statuses are asked for. */
export function branchesOf(filter: ChainFilter): Prisma.Sql[] {
  const singles = filter.singles ? [Prisma.empty] : [Prisma.sql`AND NOT single`];
  if (filter.status.length === 0) return singles;
  const both = filter.singles ? [Prisma.sql`AND single`, Prisma.sql`AND NOT single`] : singles;
  return filter.status.flatMap((status) =>
    both.map((single) => Prisma.sql`AND status = ${status} ${single}`),
  );
}
