import { bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import { type ChainState, newChain } from './chain-state.ts';
import { addWords, countHop, joinTotals, type OpenHop, setOpen } from './chain-totals.ts';
import { type DetachmentChanges, updateDetachments } from './detachments.ts';
import { HOP_TABLE, type HopColumns, hopWriteOf } from './hop-columns.ts';
import { hopColumnsOf } from './hop-columns-of.ts';
import type { HopPool } from './hop-pool.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';
import type { LinkColumns } from './link-rows.ts';
import { hopsWithEffects, openHopsOf } from './open-hops.ts';
import type { PooledHop } from './pooled-hop.ts';
import type { PublishedTraces } from './published-traces.ts';
import { RollupDeltas } from './rollups.ts';
import { seemingEffects } from './seeming-effects.ts';
import type { StoredHop } from './stored-hop.ts';
import type { WorkingSet } from './working-set.ts';
import { writeChains } from './write-chains.ts';

export interface Application {
  set: WorkingSet;
  pool: HopPool;
  linkables: readonly Linkable[];
  joined: Joined;
  chains: Map<string, ChainState>;
  storedLinks: readonly LinkColumns[];
  traces: PublishedTraces;
  revision: bigint;
}

/** Writes the hops' narrow rows, and their chains' totals and status by the differences; returns the chains changed. */
export async function applyTotals(
  tx: Tx,
  context: StoreContext,
  work: Application,
): Promise<{ changedChainIds: string[]; detachments: DetachmentChanges }> {
  const { set, pool, linkables, joined, chains, traces, revision } = work;
  const rollups = new RollupDeltas();
  const touched = new Set<string>();
  mergeChains(chains, joined, rollups, touched);
  const chainOf = (pooled: PooledHop) => {
    const id = pooled.stored?.chain_id ?? joined.chainOfNewHop.get(pooled.hop.hopId) ?? '';
    const chain = chains.get(joined.winners.get(id) ?? id);
    if (chain === undefined) throw new Error(`The chain ${id} of hop ${pooled.hop.hopId} is not loaded`);
    return chain;
  };

  const written: HopColumns[] = [];
  for (const { pooled } of linkables) {
    const state = set.requests.get(pooled.hop.requestId);
    if (state === undefined) continue;
    const chain = chainOf(pooled);
    const groupId = pooled.stored?.group_id ?? chain.chainId;
    const link = joined.links.get(pooled.hop.hopId) ?? null;
    const cause = pool.byHopId.get(link?.causeHopId ?? '')?.hop ?? null;
    const row = hopColumnsOf(pooled, { groupId, link, cause, traces }, state, context.prices);
    if (isSame(row, pooled.stored)) continue;
    written.push(row);
    touched.add(chain.chainId);
    countHop(chain.totals, pooled.stored, row);
    if (pooled.stored !== null) rollups.countHop(pooled.stored, -1);
    rollups.countHop(row, 1);
    addWords(chain.totals, [row.function_name, row.error_type, pooled.hop.errorMessage]);
  }
  for (const gone of pool.gone) {
    const chain = chains.get(joined.winners.get(gone.chain_id) ?? gone.chain_id);
    if (chain === undefined) continue;
    touched.add(chain.chainId);
    countHop(chain.totals, gone, null);
    setOpen(chain.totals, gone.hop_id, null);
    chain.totals.detachments = chain.totals.detachments.filter((each) => each.hopId !== gone.hop_id);
    rollups.countHop(gone, -1);
  }
  await deleteHops(tx, pool.gone);
  await bulkUpsert(
    tx,
    HOP_TABLE,
    written.map((row) => hopWriteOf(row, revision)),
  );
  await updateOpen(tx, work, chainOf, touched);
  const detachments = updateDetachments(linkables, chainOf, touched);
  await writeChains(tx, chains, touched, [...joined.winners.keys()], rollups, revision);
  return { changedChainIds: [...touched, ...joined.winners.keys()], detachments };
}

function mergeChains(
  chains: Map<string, ChainState>,
  joined: Joined,
  rollups: RollupDeltas,
  touched: Set<string>,
): void {
  for (const chainId of joined.newChainIds) chains.set(chainId, newChain(chainId));
  for (const [loserId, winnerId] of joined.winners) {
    const [loser, winner] = [chains.get(loserId), chains.get(winnerId)];
    if (loser === undefined || winner === undefined) continue;
    winner.totals = joinTotals(winner.totals, loser.totals);
    if (loser.counted !== null) rollups.countChain(loser.counted, -1);
    touched.add(winnerId);
  }
}

function isSame(row: HopColumns, stored: StoredHop | null): boolean {
  if (stored === null) return false;
  return (Object.keys(row) as (keyof HopColumns)[]).every((name) => row[name] === stored[name]);
}

async function deleteHops(tx: Tx, gone: readonly StoredHop[]): Promise<void> {
  if (gone.length === 0) return;
  const hopIds = gone.map((hop) => hop.hop_id);
  await tx.$executeRaw`DELETE FROM hop WHERE hop_id = ANY(${hopIds})`;
  await tx.$executeRaw`DELETE FROM link WHERE effect_hop_id = ANY(${hopIds}) OR cause_hop_id = ANY(${hopIds})`;
  await tx.$executeRaw`
    DELETE FROM link_candidate WHERE effect_hop_id = ANY(${hopIds}) OR candidate_hop_id = ANY(${hopIds})`;
}

async function updateOpen(
  tx: Tx,
  { set, pool, linkables, joined, storedLinks }: Application,
  chainOf: (pooled: PooledHop) => ChainState,
  touched: Set<string>,
): Promise<void> {
  const effects = await hopsWithEffects(tx, pool, linkables, joined);
  const seeming = await seemingEffects(tx, linkables, joined);
  const open = openHopsOf(set, pool, linkables, joined, effects, seeming);
  const causes = [
    ...[...joined.links.values()].map((link) => link.causeHopId),
    ...storedLinks.map((link) => link.cause_hop_id),
  ];
  for (const hopId of [...open.keys(), ...causes]) {
    const pooled = hopId === null ? undefined : pool.byHopId.get(hopId);
    if (pooled === undefined || hopId === null) continue;
    const { totals, chainId } = chainOf(pooled);
    const before = totals.open.find((each) => each.hopId === hopId) ?? null;
    const now = open.has(hopId)
      ? (open.get(hopId) ?? null)
      : closedBy(before, effects.has(hopId), seeming.get(hopId));
    if (JSON.stringify(before) === JSON.stringify(now)) continue;
    setOpen(totals, hopId, now);
    touched.add(chainId);
  }
}

/** A cause that was not linked anew keeps what it expects but for what came; a failure that has an effect now is closed. */
function closedBy(
  before: OpenHop | null,
  hasEffect: boolean,
  arrived: ReadonlySet<string> = new Set(),
): OpenHop | null {
  if (before === null) return null;
  const expected = before.expected.filter(({ eventId }) => eventId === undefined || !arrived.has(eventId));
  const failure = hasEffect ? null : before.failure;
  return failure === null && expected.length === 0 ? null : { ...before, failure, expected };
}
