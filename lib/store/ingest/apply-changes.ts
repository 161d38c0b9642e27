import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import { applyTotals } from './apply-totals.ts';
import { loadChains } from './chain-state.ts';
import { saveHeldLinks } from './held-joins.ts';
import { HopPool } from './hop-pool.ts';
import { joinChains } from './join-chains.ts';
import { findLinkables } from './link-hops.ts';
import { linkColumnsOf, loadLinks, pointerColumns, saveLinks } from './link-rows.ts';
import { notifyChains } from './notify-chains.ts';
import { saveRequests } from './request-state.ts';
import { nextRevision } from './revision.ts';
import { saveGroups, saveIdentifiers, saveTraces } from './side-rows.ts';
import type { WorkingSet } from './working-set.ts';

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
  const joined = joinChains(pool, linkables, chains, context.limits);
  const storedLinks = await loadLinks(
    tx,
    linkables.filter(({ pooled }) => pooled.stored !== null).map(({ pooled }) => pooled.hop.hopId),
  );

  await saveRequests(
    tx,
    [...set.changed].flatMap((id) => set.requests.get(id) ?? []),
  );
  await saveGroups(tx, joined, revision);
  const wantedLinks = linkables.flatMap(({ pooled, causes }) => {
    const link = joined.links.get(pooled.hop.hopId);
    if (link !== undefined) return [linkColumnsOf(link)];
    return causes.map((cause) => pointerColumns(pooled.hop.hopId, cause.hopId));
  });
  await saveLinks(tx, storedLinks, wantedLinks);
  const changedChainIds = await applyTotals(tx, context, {
    set,
    pool,
    linkables,
    joined,
    chains,
    storedLinks,
    revision,
  });
  await saveTraces(tx, changed, joined);
  await saveIdentifiers(tx, changed);
  await saveHeldLinks(tx, joined.held, [...joined.links.keys()]);
  await notifyChains(tx, changedChainIds);
  return changedChainIds;
}
