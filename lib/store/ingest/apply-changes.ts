import type { Tx } from '../sql/tx.ts';
import { writeBehind } from '../sql/write-behind.ts';
import type { StoreContext } from '../store-context.ts';
import { applyTotals } from './apply-totals.ts';
import { loadChains } from './chain-state.ts';
import { heldAgainst, joinableAgain } from './detachments.ts';
import { saveEventRuns } from './event-runs.ts';
import { saveFunctionFigures } from './function-figures.ts';
import { retriableRequests, saveHeldLinks } from './held-joins.ts';
import { HopPool } from './hop-pool.ts';
import { joinChains } from './join-chains.ts';
import { loadCandidates, saveCandidates } from './link-candidates.ts';
import { findLinkables } from './link-hops.ts';
import { linkColumnsOf, loadLinks, pointerColumns, saveLinks } from './link-rows.ts';
import { lostLinks } from './lost-links.ts';
import { notifyChains } from './notify-chains.ts';
import { loadPublishedTraces } from './published-traces.ts';
import { saveRequests } from './request-state.ts';
import { nextRevision } from './revision.ts';
import { saveGroups, saveIdentifiers, saveTraces } from './side-rows.ts';
import { splitChains } from './split-chains.ts';
import { WorkingSet } from './working-set.ts';

/** Derives the changed requests' hops anew, links and joins them, and writes all that follows from it. */
export async function applyChanges(tx: Tx, context: StoreContext, set: WorkingSet): Promise<string[]> {
  if (set.changed.size === 0) return [];
  const revision = await nextRevision(tx);
  const pool = new HopPool(set);
  const changed = await pool.take(tx, set.changed);
  const linkables = await findLinkables(tx, pool, changed);
  const chainIds = new Set([...pool.byHopId.values()].flatMap(({ stored }) => stored?.chain_id ?? []));
  for (const gone of pool.gone) chainIds.add(gone.chain_id);
  const chains = await loadChains(tx, [...chainIds]);
  const linkedBefore = linkables.flatMap(({ pooled: { stored } }) => stored?.hop_id ?? []);
  const storedLinks = await loadLinks(tx, linkedBefore);
  const storedCandidates = await loadCandidates(
    tx,
    storedLinks.flatMap((link) => (link.cause_hop_id === '' ? link.effect_hop_id : [])),
  );
  const joined = joinChains(pool, linkables, chains, context.limits);
  const traces = await loadPublishedTraces(tx, linkables, joined);
  // the database writes while the next rows are made
  const behind = writeBehind(tx);
  await saveRequests(
    behind,
    [...set.changed].flatMap((id) => set.requests.get(id) ?? []),
  );
  await saveGroups(behind, joined, revision);
  const wantedLinks = linkables.flatMap(({ pooled, causes }) => {
    const link = joined.links.get(pooled.hop.hopId);
    if (link !== undefined) return [linkColumnsOf(link)];
    return causes.map((cause) => pointerColumns(pooled.hop.hopId, cause.hopId));
  });
  await saveLinks(behind, storedLinks, wantedLinks);
  await saveCandidates(behind, storedCandidates, joined);
  const { changedChainIds, detachments } = await applyTotals(behind, context, {
    set,
    pool,
    linkables,
    joined,
    chains,
    storedLinks,
    traces,
    revision,
  });
  await saveTraces(behind, changed, joined);
  await saveIdentifiers(behind, changed, joined);
  await saveFunctionFigures(behind, changed);
  await saveEventRuns(behind, pool, linkables, joined, traces);
  const lost = lostLinks(pool, storedLinks, storedCandidates, joined);
  const parted = await splitChains(behind, lost, chains, revision);
  changedChainIds.push(...parted);
  await saveHeldLinks(behind, joined.held, [...joined.links.keys()]);
  await notifyChains(behind, changedChainIds);
  await behind.flush();
  // what was refused for the sake of a chain that was parted or joined meanwhile is tried again
  const again = new Set(await retriableRequests(tx, [...joined.winners.values()]));
  const lostOf = new Set(lost.map(({ chainId }) => chainId));
  const looser = [...detachments.ended];
  if (parted.length > 0) {
    for (const { pooled } of linkables) again.add(pooled.hop.requestId);
    looser.push(...changedChainIds, ...lostOf);
  }
  for (const requestId of [
    ...(await heldAgainst(tx, chains, detachments, joined, linkables, lostOf)),
    ...(looser.length === 0 ? [] : await joinableAgain(tx, looser)),
  ]) {
    again.add(requestId);
  }
  return [...new Set([...changedChainIds, ...(await linkAnew(tx, context, again))])];
}

/** Links the hops of requests again of which nothing new is known; ends, because each round joins or parts chains. */
async function linkAnew(tx: Tx, context: StoreContext, requestIds: ReadonlySet<string>): Promise<string[]> {
  const set = new WorkingSet();
  await set.load(tx, requestIds);
  for (const requestId of requestIds) set.changed.add(requestId);
  return applyChanges(tx, context, set);
}
