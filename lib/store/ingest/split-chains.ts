import { Prisma } from '../../../prisma/generated/client.ts';
import type { Link } from '../../domain/link.ts';
import { groupBy } from '../sql/group-by.ts';
import { opaqueId } from '../sql/opaque-id.ts';
import type { Tx } from '../sql/tx.ts';
import { type ChainState, loadChains, newChain } from './chain-state.ts';
import { countHop } from './chain-totals.ts';
import { findCuts } from './find-cuts.ts';
import type { HopPool } from './hop-pool.ts';
import type { Joined } from './join-chains.ts';
import type { LinkColumns } from './link-rows.ts';
import type { PooledHop } from './pooled-hop.ts';
import { RollupDeltas } from './rollups.ts';
import { loadHopsById, loadHopsOfChain, type StoredHop } from './stored-hop.ts';
import { UnionFind } from './union-find.ts';
import { writeChains } from './write-chains.ts';

/** An accepted link that is no more, and the chain that it may have held together. */
interface LostLink {
  chainId: string;
  effectHopId: string;
  /** Empty where the cause was unknown and nothing shows among which hops. */
  causeHopId: string;
}

/** Accepted links into hops that were linked anew which nothing replaces. */
export function lostLinks(pool: HopPool, storedLinks: readonly LinkColumns[], joined: Joined): LostLink[] {
  return storedLinks.flatMap((old) => {
    const pooled = pool.byHopId.get(old.effect_hop_id);
    if (!old.accepted || pooled?.stored == null) return [];
    const link = joined.links.get(old.effect_hop_id);
    if (link !== undefined && stillHolds(pool, joined, old, link)) return [];
    const chainId = joined.winners.get(pooled.stored.chain_id) ?? pooled.stored.chain_id;
    const causes = old.cause_hop_id === '' ? candidatesOf(pool, pooled) : [];
    if (causes.length === 0) causes.push(old.cause_hop_id);
    return causes.map((causeHopId) => ({ chainId, effectHopId: old.effect_hop_id, causeHopId }));
  });
}

/** What a link without a known cause may have held the hop to: those of its trace that were in its chain already. */
function candidatesOf(pool: HopPool, pooled: PooledHop): string[] {
  if (pooled.traceKey === null) return [];
  return pool.ofTrace(pooled.traceKey).flatMap((other) => {
    const together = other !== pooled && other.stored?.chain_id === pooled.stored?.chain_id;
    return together ? [other.hop.hopId] : [];
  });
}

/** A run that took its place between cause and effect is seldom further than this from either. */
const STEPS_BETWEEN = 32;

/** The same cause as before, or one that is known to be its cause or effect: hops come in any order. */
function stillHolds(pool: HopPool, joined: Joined, old: LinkColumns, link: Link): boolean {
  if (old.cause_hop_id === '') return link.causeHopId === null;
  const causes = link.causeHopId === null ? (link.candidateHopIds ?? []) : [link.causeHopId];
  const follows = (hopId: string, cause: string) => isAncestor(pool, joined, cause, hopId);
  return causes.some((hopId) => follows(hopId, old.cause_hop_id) || follows(old.cause_hop_id, hopId));
}

function isAncestor(pool: HopPool, joined: Joined, ancestor: string, hopId: string): boolean {
  let at: string | null = hopId;
  for (let step = 0; at !== null && step < STEPS_BETWEEN; step += 1) {
    if (at === ancestor) return true;
    const relinked: Link | undefined = joined.links.get(at);
    at = relinked === undefined ? storedCauseOf(pool, joined, at) : relinked.causeHopId;
  }
  return false;
}

function storedCauseOf(pool: HopPool, joined: Joined, hopId: string): string | null {
  return joined.relinked.has(hopId) ? null : (pool.byHopId.get(hopId)?.stored?.parent_hop_id ?? null);
}

/** Parts chains whose accepted links no longer hold them together; the largest part keeps the chain's ID. */
export async function splitChains(
  tx: Tx,
  lost: readonly LostLink[],
  chains: ReadonlyMap<string, ChainState>,
  revision: bigint,
): Promise<string[]> {
  const created: string[] = [];
  for (const [chainId, links] of groupBy(lost, (link) => link.chainId)) {
    const parts = (await cutsOf(tx, links, chains.get(chainId))) ?? (await partsBesidesLargest(tx, chainId));
    created.push(...(await part(tx, chainId, parts, revision)));
  }
  return created;
}

/** What the lost links cut off, as far as their surroundings tell it and most of the chain stays. */
async function cutsOf(
  tx: Tx,
  links: readonly LostLink[],
  chain: ChainState | undefined,
): Promise<StoredHop[][] | null> {
  if (chain === undefined) return null;
  if (links.some(({ causeHopId }) => causeHopId === '')) return null;
  const ends = links.map(({ effectHopId, causeHopId }) => [effectHopId, causeHopId] as const);
  const hops = await loadHopsById(tx, [...new Set(ends.flat())]);
  const ofChain = new Set(hops.filter((hop) => hop.chain_id === chain.chainId).map((hop) => hop.hop_id));
  if (!ends.flat().every((hopId) => ofChain.has(hopId))) return null;
  const cuts = await findCuts(ends, (hopId, limit) => hopsNear(tx, hopId, limit));
  if (cuts === 'unknown' || cuts.flat().length * 2 > chain.totals.hopCount) return null;
  const cutOf = new Map(cuts.flatMap((hopIds, index) => hopIds.map((hopId) => [hopId, index] as const)));
  return [...groupBy(await loadHopsById(tx, cuts.flat()), (hop) => cutOf.get(hop.hop_id)).values()];
}

/**
 * Hops that accepted links or an execution connect with `hopId`, the nearest first; a link without a known cause hangs
 * on the trace.
 */
async function hopsNear(tx: Tx, hopId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ hop_id: string }[]>`
    WITH RECURSIVE near (hop_id) AS (
      SELECT hop_id FROM hop WHERE hop_id = ${hopId}
      UNION
      SELECT n.hop_id FROM near CROSS JOIN LATERAL (
        SELECT cause_hop_id AS hop_id FROM link WHERE effect_hop_id = near.hop_id AND accepted AND cause_hop_id <> ''
        UNION ALL SELECT effect_hop_id FROM link WHERE cause_hop_id = near.hop_id AND accepted
        UNION ALL SELECT o.hop_id FROM hop h JOIN hop o ON o.execution_arn = h.execution_arn WHERE h.hop_id = near.hop_id
        UNION ALL (${beside(Prisma.sql`near.hop_id`, 'before')})
        UNION ALL (
          SELECT after.hop_id FROM (${beside(Prisma.sql`near.hop_id`, 'after')}) after
          JOIN link l ON l.effect_hop_id = after.hop_id WHERE l.accepted AND l.cause_hop_id = ''
        )
      ) n
      WHERE n.hop_id IS NOT NULL
    ) SELECT hop_id FROM near LIMIT ${limit}`;
  return rows.map((row) => row.hop_id);
}

/** The hop before another one in its trace and chain, where its link knows no cause, or the hop after it. */
function beside(hopId: Prisma.Sql, side: 'before' | 'after'): Prisma.Sql {
  const [compare, order, where] =
    side === 'before'
      ? [
          Prisma.sql`<`,
          Prisma.sql`DESC`,
          Prisma.sql`AND EXISTS (
            SELECT 1 FROM link l WHERE l.effect_hop_id = h.hop_id AND l.accepted AND l.cause_hop_id = '')`,
        ]
      : [Prisma.sql`>`, Prisma.sql`ASC`, Prisma.empty];
  return Prisma.sql`
    SELECT o.hop_id FROM hop h JOIN chain_group g ON g.group_id = h.group_id
    JOIN hop o ON o.trace_key = h.trace_key AND (o.sort_at, o.hop_id) ${compare} (h.sort_at, h.hop_id)
    JOIN chain_group og ON og.group_id = o.group_id AND og.chain_id = g.chain_id
    WHERE h.hop_id = ${hopId} ${where} ORDER BY o.sort_at ${order}, o.hop_id ${order} LIMIT 1`;
}

/** From all links of the chain: its parts but the largest, which keeps the chain's ID. */
async function partsBesidesLargest(tx: Tx, chainId: string): Promise<StoredHop[][]> {
  const [, ...others] = await partsOf(tx, chainId, await loadHopsOfChain(tx, chainId));
  return others;
}

/** Makes each of `parts` a chain of its own. */
async function part(
  tx: Tx,
  chainId: string,
  parts: readonly StoredHop[][],
  revision: bigint,
): Promise<string[]> {
  const chains = await loadChains(tx, [chainId]);
  const old = chains.get(chainId);
  if (old === undefined || parts.length === 0) return [];
  const created: string[] = [];
  for (const hops of parts) {
    const state = newChain(opaqueId());
    await moveHops(tx, hops, state.chainId, revision);
    chains.set(state.chainId, state);
    created.push(state.chainId);
    for (const hop of hops) moveHop(old, state, hop);
  }
  await writeChains(tx, chains, chains.keys(), [], new RollupDeltas(), revision);
  return created;
}

/** Sets of hops that hold together, the largest first. */
async function partsOf(tx: Tx, chainId: string, hops: readonly StoredHop[]): Promise<StoredHop[][]> {
  const links = await tx.$queryRaw<{ effect_hop_id: string; cause_hop_id: string }[]>`
    SELECT l.effect_hop_id, l.cause_hop_id FROM chain_group g JOIN hop h USING (group_id)
    JOIN link l ON l.effect_hop_id = h.hop_id WHERE g.chain_id = ${chainId} AND l.accepted`;
  const byId = new Map(hops.map((hop) => [hop.hop_id, hop]));
  const before = previousOfTrace(hops);
  const find = new UnionFind();
  // the first tasks of an execution have no link that says so
  for (const own of groupBy(hops, (hop) => hop.execution_arn).entries()) {
    const [executionArn, [first, ...others]] = own;
    if (executionArn === null || first === undefined) continue;
    for (const other of others) find.join(first.hop_id, other.hop_id);
  }
  for (const { effect_hop_id, cause_hop_id } of links) {
    const causeId = cause_hop_id === '' ? before.get(effect_hop_id) : cause_hop_id;
    if (causeId !== undefined && byId.has(causeId)) find.join(effect_hop_id, causeId);
  }
  const parts = groupBy(hops, (hop) => find.root(hop.hop_id));
  return [...parts.values()].sort((a, b) => b.length - a.length);
}

/** For each hop the one before it in its trace: what a link without a known cause hangs on. */
function previousOfTrace(hops: readonly StoredHop[]): Map<string, string> {
  const before = new Map<string, string>();
  const last = new Map<string, string>();
  for (const hop of hops.toSorted((a, b) => a.sort_at - b.sort_at || (a.hop_id < b.hop_id ? -1 : 1))) {
    if (hop.trace_key === null) continue;
    const earlier = last.get(hop.trace_key);
    if (earlier !== undefined) before.set(hop.hop_id, earlier);
    last.set(hop.trace_key, hop.hop_id);
  }
  return before;
}

async function moveHops(
  tx: Tx,
  hops: readonly StoredHop[],
  chainId: string,
  revision: bigint,
): Promise<void> {
  const hopIds = hops.map((hop) => hop.hop_id);
  await tx.$executeRaw`
    INSERT INTO chain_group (group_id, chain_id, revision) VALUES (${chainId}, ${chainId}, ${revision})`;
  await tx.$executeRaw`UPDATE hop SET group_id = ${chainId}, revision = ${revision} WHERE hop_id = ANY(${hopIds})`;
  await tx.$executeRaw`
    INSERT INTO group_trace (trace_id, group_id, trace_key)
    SELECT DISTINCT trace_id, group_id, trace_key FROM hop
    WHERE hop_id = ANY(${hopIds}) AND trace_id IS NOT NULL AND trace_key IS NOT NULL ON CONFLICT DO NOTHING`;
  const left = [...new Set(hops.map((hop) => hop.group_id))];
  await tx.$executeRaw`
    DELETE FROM group_trace t WHERE group_id = ANY(${left})
      AND NOT EXISTS (SELECT 1 FROM hop h WHERE h.group_id = t.group_id AND h.trace_id = t.trace_id)`;
}

function moveHop(from: ChainState, to: ChainState, hop: StoredHop): void {
  countHop(from.totals, hop, null);
  countHop(to.totals, null, hop);
  to.totals.words = from.totals.words;
  const isOf = (each: { hopId: string }) => each.hopId === hop.hop_id;
  to.totals.open.push(...from.totals.open.filter(isOf));
  to.totals.detachments.push(...from.totals.detachments.filter(isOf));
  from.totals.open = from.totals.open.filter((each) => !isOf(each));
  from.totals.detachments = from.totals.detachments.filter((each) => !isOf(each));
}
