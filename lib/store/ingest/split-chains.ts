import { groupBy } from '../sql/group-by.ts';
import { opaqueId } from '../sql/opaque-id.ts';
import type { Tx } from '../sql/tx.ts';
import { type ChainState, loadChains, newChain } from './chain-state.ts';
import { countHop } from './chain-totals.ts';
import { findCuts } from './find-cuts.ts';
import type { LostLink } from './lost-links.ts';
import { RollupDeltas } from './rollups.ts';
import { loadHopsById, loadHopsOfChain, type StoredHop } from './stored-hop.ts';
import { UnionFind } from './union-find.ts';
import { writeChains } from './write-chains.ts';

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

/** Hops that accepted links or an execution connect with `hopId`, the nearest first. */
async function hopsNear(tx: Tx, hopId: string, limit: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ hop_id: string }[]>`
    WITH RECURSIVE near (hop_id) AS (
      SELECT hop_id FROM hop WHERE hop_id = ${hopId}
      UNION
      SELECT n.hop_id FROM near CROSS JOIN LATERAL (
        SELECT cause_hop_id AS hop_id FROM link WHERE effect_hop_id = near.hop_id AND accepted AND cause_hop_id <> ''
        UNION ALL SELECT effect_hop_id FROM link WHERE cause_hop_id = near.hop_id AND accepted
        UNION ALL SELECT o.hop_id FROM hop h JOIN hop o ON o.execution_arn = h.execution_arn WHERE h.hop_id = near.hop_id
        UNION ALL SELECT candidate_hop_id FROM link_candidate WHERE effect_hop_id = near.hop_id
        UNION ALL SELECT effect_hop_id FROM link_candidate WHERE candidate_hop_id = near.hop_id
      ) n
      WHERE n.hop_id IS NOT NULL
    ) SELECT hop_id FROM near LIMIT ${limit}`;
  return rows.map((row) => row.hop_id);
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
    JOIN link l ON l.effect_hop_id = h.hop_id WHERE g.chain_id = ${chainId} AND l.accepted AND l.cause_hop_id <> ''
    UNION ALL SELECT c.effect_hop_id, c.candidate_hop_id FROM chain_group g JOIN hop h USING (group_id)
    JOIN link_candidate c ON c.effect_hop_id = h.hop_id WHERE g.chain_id = ${chainId}`;
  const byId = new Map(hops.map((hop) => [hop.hop_id, hop]));
  const find = new UnionFind();
  // the first tasks of an execution have no link that says so
  for (const own of groupBy(hops, (hop) => hop.execution_arn).entries()) {
    const [executionArn, [first, ...others]] = own;
    if (executionArn === null || first === undefined) continue;
    for (const other of others) find.join(first.hop_id, other.hop_id);
  }
  for (const { effect_hop_id, cause_hop_id } of links) {
    if (byId.has(cause_hop_id)) find.join(effect_hop_id, cause_hop_id);
  }
  const parts = groupBy(hops, (hop) => find.root(hop.hop_id));
  return [...parts.values()].sort((a, b) => b.length - a.length);
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
