import { Prisma } from '../../../prisma/generated/client.ts';
import { CHAIN_STATUSES, type ChainStatus } from '../../domain/chain.ts';
import { storableText } from '../../domain/storable-text.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainFilter, ChainStore } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { chainScope } from './chain-where.ts';
import { tagQuery } from './search-lexemes.ts';

const CAP = 10_000;
const ONE_PASS = 12_000;
/** So many of the newest chains tell whether words are rare. */
const PROBED = 1_000;
const HOUR_MS = 3_600_000;
const STATUS_COLUMNS = Prisma.raw(CHAIN_STATUSES.join(', '));
type Counts = Awaited<ReturnType<ChainStore['counts']>>;
type FunctionCount = Counts['functions'][number];

/**
 * Chains by status and by function, each count without the filter it stands for, stopping at 10,000. Filters of time
 * and one function are answered by the rollup and one partial hour, others by counting.
 */
export async function countChains({ prisma }: StoreContext, filter: ChainFilter): Promise<Counts> {
  const rollup =
    filter.to === null &&
    filter.mechanisms.length === 0 &&
    filter.text.trim() === '' &&
    filter.functionNames.length <= 1;
  const counts = rollup ? await countByRollup(prisma, filter) : await countRows(prisma, filter);
  return {
    byStatus: byStatusOf(counts.byStatus, CAP),
    attention: Math.min(counts.attention, CAP),
    total: Math.min(totalOf(counts, filter), CAP),
    functions: counts.functions.map((item) => ({ ...item, count: Math.min(item.count, CAP) })),
  };
}

type RawCounts = Pick<Counts, 'byStatus' | 'attention' | 'functions'>;

function totalOf(counts: RawCounts, filter: ChainFilter): number {
  if (filter.attention) return counts.attention;
  const statuses: readonly ChainStatus[] = filter.status.length === 0 ? CHAIN_STATUSES : filter.status;
  return statuses.reduce((sum, status) => sum + counts.byStatus[status], 0);
}

type StatusColumns = Record<ChainStatus, number> & { attention: number; function_name: string };

async function countByRollup(tx: Tx, filter: ChainFilter): Promise<RawCounts> {
  const [functionName = ''] = filter.functionNames;
  const hours = filter.from === null ? null : hoursFrom(filter.from.getTime());
  const since = hours === null ? Prisma.empty : Prisma.sql`AND at >= ${hours.since}`;
  const single = filter.singles ? Prisma.empty : Prisma.sql`AND NOT single`;
  const sums = Prisma.join(
    [...CHAIN_STATUSES, 'attention'].map((name) => Prisma.raw(`sum(${name})::int AS ${name}`)),
  );
  const edge =
    hours === null
      ? Prisma.empty
      : Prisma.sql`UNION ALL SELECT n.function_name, ${Prisma.join(
          CHAIN_STATUSES.map(
            (status) => Prisma.sql`CASE WHEN status = ${status} THEN ${hours.sign}::int * chains ELSE 0 END`,
          ),
        )}, CASE WHEN attention THEN ${hours.sign}::int * chains ELSE 0 END FROM (
          SELECT status, attention, function_names, count(*)::int AS chains FROM chain
          WHERE last_activity_at >= ${hours.edge[0]} AND last_activity_at < ${hours.edge[1]} ${single} GROUP BY 1, 2, 3
        ) edge CROSS JOIN LATERAL (SELECT '' AS function_name UNION ALL SELECT unnest(function_names)) n`;
  const rows = await tx.$queryRaw<StatusColumns[]>`
    SELECT function_name, ${sums} FROM (
      SELECT function_name, ${STATUS_COLUMNS}, attention FROM chain_rollup WHERE TRUE ${since} ${single} ${edge}
    ) counted GROUP BY function_name`;
  const chosen = rows.find((row) => row.function_name === functionName);
  const shown = (row: StatusColumns) =>
    totalOf({ byStatus: row, attention: row.attention, functions: [] }, filter);
  return {
    byStatus: byStatusOf(chosen),
    attention: chosen?.attention ?? 0,
    functions: rows
      .filter((row) => row.function_name !== '')
      .map((row) => ({ functionName: row.function_name, count: shown(row) }))
      .filter((item) => item.count > 0)
      .sort(byCount),
  };
}

/** The whole hours nearest to what began at `fromMs`, and the part of an hour to add to them or to take from them. */
function hoursFrom(fromMs: number): { since: Date; edge: [Date, Date]; sign: 1 | -1 } {
  const from = new Date(fromMs);
  const since = new Date(Math.round(fromMs / HOUR_MS) * HOUR_MS);
  return since < from ? { since, edge: [since, from], sign: -1 } : { since, edge: [from, since], sign: 1 };
}

function byStatusOf(
  row: Partial<Record<ChainStatus, number>> | undefined,
  cap = Number.MAX_SAFE_INTEGER,
): Record<ChainStatus, number> {
  const count = (status: ChainStatus): [ChainStatus, number] => [status, Math.min(row?.[status] ?? 0, cap)];
  return Object.fromEntries(CHAIN_STATUSES.map(count)) as Record<ChainStatus, number>;
}

/** Counts what the filter leaves in one pass, and only where that is too much, each status up to the cap. */
async function countRows(tx: Tx, filter: ChainFilter): Promise<RawCounts> {
  const { scope, words, empty } = await chainScope(tx, filter, { attention: true, functions: true });
  if (empty) return { byStatus: byStatusOf(undefined), attention: 0, functions: [] };
  const scoped = filter.singles ? scope : Prisma.sql`${scope} AND NOT single`;
  const where = await matching(tx, scoped, words);
  const groups = await tx.$queryRaw<CountedGroup[]>`
    SELECT status, attention, function_names, count(*)::int AS chains
    FROM (SELECT status, attention, function_names FROM chain WHERE ${where} LIMIT ${ONE_PASS}) found
    GROUP BY 1, 2, 3`;
  const seen = groups.reduce((sum, group) => sum + group.chains, 0);
  const counts = countGroups(groups, filter);
  return seen < ONE_PASS ? counts : countOn(tx, filter, where, counts);
}

/**
 * The conditions of `scope` and of the words. Where many of the newest chains hold the words, PostgreSQL would gather
 * all that do from their index before it counts the first: `ts_match_vq` is `@@` for which it uses none.
 */
async function matching(tx: Tx, scope: Prisma.Sql, words: string | null): Promise<Prisma.Sql> {
  if (words === null) return scope;
  const [newest] = await tx.$queryRaw<{ found: number }[]>`
    SELECT (count(*) FILTER (WHERE ts_match_vq(search, ${words}::tsquery)))::int AS found
    FROM (SELECT search FROM chain WHERE ${scope} ORDER BY last_activity_at DESC, chain_id DESC LIMIT ${PROBED}) newest`;
  return (newest?.found ?? 0) > PROBED / 4
    ? Prisma.sql`${scope} AND ts_match_vq(search, ${words}::tsquery)`
    : Prisma.sql`${scope} AND search @@ ${words}::tsquery`;
}

interface CountedGroup {
  status: ChainStatus;
  attention: boolean;
  function_names: string[];
  chains: number;
}

function countGroups(groups: readonly CountedGroup[], filter: ChainFilter): RawCounts {
  const byStatus = byStatusOf(undefined);
  const functions = new Map<string, number>();
  let attention = 0;
  for (const group of groups) {
    const statusShown = filter.status.length === 0 || filter.status.includes(group.status);
    if (statusShown && (group.attention || !filter.attention)) {
      for (const name of group.function_names) functions.set(name, (functions.get(name) ?? 0) + group.chains);
    }
    const chosen = filter.functionNames;
    if (chosen.length > 0 && !group.function_names.some((name) => chosen.includes(name))) continue;
    byStatus[group.status] += group.chains;
    if (group.attention) attention += group.chains;
  }
  const counted = [...functions].map(([functionName, count]) => ({ functionName, count }));
  return { byStatus, attention, functions: counted.sort(byCount).slice(0, 200) };
}

/** Counts on where one pass did not reach the end: what it saw 10,000 of is told as that already. */
async function countOn(tx: Tx, filter: ChainFilter, where: Prisma.Sql, seen: RawCounts): Promise<RawCounts> {
  const tags = tagQuery(filter.functionNames, []);
  const chosen =
    tags === null ? where : Prisma.sql`${where} AND search @@ ${storableText(tags).text}::tsquery`;
  const open = CHAIN_STATUSES.filter((status) => seen.byStatus[status] < CAP);
  const counted = open.map((status) => capped(Prisma.sql`${chosen} AND status = ${status}`, status));
  if (seen.attention < CAP) counted.push(capped(Prisma.sql`${chosen} AND attention`, 'attention'));
  if (counted.length === 0) return seen;
  const [row] = await tx.$queryRaw<Partial<StatusColumns>[]>`SELECT ${Prisma.join(counted)}`;
  return {
    byStatus: { ...seen.byStatus, ...row },
    attention: row?.attention ?? seen.attention,
    functions: seen.functions,
  };
}

function capped(where: Prisma.Sql, name: string): Prisma.Sql {
  return Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM chain WHERE ${where} LIMIT ${CAP}) AS found) AS ${Prisma.raw(name)}`;
}

function byCount(a: FunctionCount, b: FunctionCount): number {
  return b.count - a.count || (a.functionName < b.functionName ? -1 : 1);
}
