import { joinsByTrace } from '../../domain/links.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainState } from './chain-state.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';
import type { PooledHop } from './pooled-hop.ts';

/** Chains of which a hop began, or ceased, to set them apart from their traces. */
export interface DetachmentChanges {
  begun: Set<string>;
  ended: Set<string>;
}

/** Keeps in the totals of each chain which of the linked hops set it apart, and touches those that changed. */
export function updateDetachments(
  linkables: readonly Linkable[],
  chainOf: (pooled: PooledHop) => ChainState,
  touched: Set<string>,
): DetachmentChanges {
  const changes: DetachmentChanges = { begun: new Set(), ended: new Set() };
  for (const { pooled, detachment } of linkables) {
    const { totals, chainId } = chainOf(pooled);
    const { hopId } = pooled.hop;
    const before = totals.detachments.find((each) => each.hopId === hopId);
    if (before?.traceKey === detachment?.traceKey) continue;
    totals.detachments = totals.detachments.filter((each) => each.hopId !== hopId);
    if (before !== undefined) changes.ended.add(chainId);
    if (detachment !== null) {
      totals.detachments.push({ hopId, traceKey: detachment.traceKey });
      changes.begun.add(chainId);
    }
    touched.add(chainId);
  }
  return changes;
}

const MAX_LINKED_ANEW = 1_000;

/**
 * Requests of runs in chains set apart that another trace still holds there: it had joined them before it was known, or
 * before the two became one chain.
 */
export async function heldAgainst(
  tx: Tx,
  chains: ReadonlyMap<string, ChainState>,
  { begun }: DetachmentChanges,
  joined: Joined,
  linkables: readonly Linkable[],
  lostOf: ReadonlySet<string>,
): Promise<string[]> {
  const suspect = new Set([...begun, ...joined.winners.values(), ...lostOf]);
  for (const { pooled, exact } of linkables) {
    if (exact !== null || !joined.links.has(pooled.hop.hopId)) continue;
    const id = pooled.stored?.chain_id ?? joined.chainOfNewHop.get(pooled.hop.hopId) ?? '';
    const chain = chains.get(joined.winners.get(id) ?? id);
    if (chain === undefined || joinsByTrace(chain.totals.detachments, pooled.traceKey ?? '')) continue;
    suspect.add(chain.chainId);
  }
  const apart = [...suspect].flatMap((chainId) =>
    (chains.get(chainId)?.totals.detachments ?? []).map(({ traceKey }) => ({
      chain_id: chainId,
      trace_key: traceKey,
    })),
  );
  if (apart.length === 0) return [];
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT h.request_id
    FROM jsonb_to_recordset(${JSON.stringify(apart)}::jsonb) AS a (chain_id text, trace_key text)
    JOIN chain_group g USING (chain_id) JOIN hop h USING (group_id)
    WHERE h.link_kind > 0 AND h.trace_key IS DISTINCT FROM a.trace_key LIMIT ${MAX_LINKED_ANEW}`;
  return rows.map((row) => row.request_id);
}

/**
 * Requests of runs that nothing names a cause of, in traces that several chains share of which one is given: what kept
 * them apart, or held them together by more than the one hop that they followed, may be no more.
 */
export async function joinableAgain(tx: Tx, chainIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT h.request_id FROM chain_group g JOIN group_trace t USING (group_id)
    JOIN hop h ON h.trace_key = t.trace_key
    WHERE g.chain_id = ANY(${[...chainIds]}) AND (h.link_kind > 0 OR h.parent_hop_id IS NULL) AND EXISTS (
      SELECT 1 FROM group_trace ot JOIN chain_group og USING (group_id)
      WHERE ot.trace_key = t.trace_key AND og.chain_id <> g.chain_id
    ) LIMIT ${MAX_LINKED_ANEW}`;
  return rows.map((row) => row.request_id);
}
