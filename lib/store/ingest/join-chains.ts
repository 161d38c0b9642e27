import type { Link } from '../../domain/link.ts';
import { type Detachment, linkHop } from '../../domain/links.ts';
import { opaqueId } from '../sql/opaque-id.ts';
import type { StoreLimits } from '../store-context.ts';
import { ChainJoins, type HeldReason } from './chain-joins.ts';
import type { ChainState } from './chain-state.ts';
import { claimsOf } from './event-claims.ts';
import type { HopPool } from './hop-pool.ts';
import type { Linkable } from './link-hops.ts';
import type { PooledHop } from './pooled-hop.ts';

export interface HeldJoin {
  link: Link;
  reason: HeldReason;
}
export interface Joined {
  /** The accepted link of each linked hop. */
  links: Map<string, Link>;
  /** Of each link without a known cause, one candidate of each part that it joined. */
  candidates: Map<string, string[]>;
  held: HeldJoin[];
  /** Hops that were linked anew, with or without a link. */
  relinked: Set<string>;
  /** hopId → the chain it belongs to now, for hops that had none. */
  chainOfNewHop: Map<string, string>;
  newChainIds: string[];
  /** Chain that was joined → the one that it is part of now. */
  winners: Map<string, string>;
}

/** Links hops and joins their chains: what is named exactly first, then what only a trace holds together. */
export function joinChains(
  pool: HopPool,
  linkables: readonly Linkable[],
  chains: ReadonlyMap<string, ChainState>,
  limits: StoreLimits,
): Joined {
  const joins = new ChainJoins(limits);
  const relinked = new Set(linkables.map(({ pooled }) => pooled.hop.hopId));
  for (const pooled of pool.byHopId.values()) {
    const chain = pooled.stored === null ? undefined : chains.get(pooled.stored.chain_id);
    if (chain === undefined) joins.addHop(nodeOf(pooled));
    else joins.addChain(chain.chainId, sizeOf(chain), detachmentsOf(chain, relinked));
  }
  const result: Joined = {
    links: new Map(),
    candidates: new Map(),
    held: [],
    relinked,
    chainOfNewHop: new Map(),
    newChainIds: [],
    winners: new Map(),
  };
  const accept = (pooled: PooledHop, link: Link) => {
    const causes = link.causeHopId === null ? (link.candidateHopIds ?? []) : [link.causeHopId];
    const nodes = causes.flatMap((hopId) => nodeOf(pool.byHopId.get(hopId)) ?? []);
    if (link.causeHopId === null) result.candidates.set(pooled.hop.hopId, onePerPart(pool, joins, causes));
    const reason = joins.join(nodeOf(pooled), nodes, link.strength);
    if (reason === null) result.links.set(pooled.hop.hopId, link);
    else {
      result.candidates.delete(pooled.hop.hopId);
      result.held.push({ link, reason });
    }
  };
  const isClaimed = claimsOf(pool);
  for (const { pooled, detachment } of linkables) {
    if (detachment !== null) joins.detach(nodeOf(pooled), detachment);
  }
  for (const { pooled, exact } of linkables) if (exact !== null) accept(pooled, exact);
  // in order of time, so that the candidates for a parent are one chain already
  for (const linkable of linkables.toSorted(byStart)) {
    if (linkable.exact !== null || linkable.pooled.hop.separated || linkable.causes.length > 0) continue;
    const link = linkHop(linkable.pooled.hop, joinableOf(linkable, joins), isClaimed);
    if (link !== null) accept(linkable.pooled, link);
  }
  assignChains(pool, joins, result);
  return result;
}

function sizeOf({ totals }: ChainState) {
  return { hopCount: totals.hopCount, beganMs: totals.first?.atMs ?? Infinity };
}

function onePerPart(pool: HopPool, joins: ChainJoins, hopIds: readonly string[]): string[] {
  const parts = new Map<string, string>();
  for (const hopId of hopIds) {
    const node = nodeOf(pool.byHopId.get(hopId));
    if (node !== undefined) parts.set(joins.rootOf(node), hopId);
  }
  return [...parts.values()];
}

/** Of hops that are linked anew it is found again. */
function detachmentsOf({ totals }: ChainState, relinked: ReadonlySet<string>): Detachment[] {
  return totals.detachments.filter(({ hopId }) => !relinked.has(hopId));
}

function joinableOf({ pooled, ofTrace }: Linkable, joins: ChainJoins) {
  const { traceKey } = pooled;
  if (traceKey === null) return [];
  if (!joins.mayBeJoinedBy(nodeOf(pooled), traceKey)) return [];
  return ofTrace.filter((other) => joins.mayBeJoinedBy(nodeOf(other), traceKey)).map((other) => other.hop);
}

function byStart(a: Linkable, b: Linkable): number {
  return a.pooled.sortMs - b.pooled.sortMs || (a.pooled.hop.requestId < b.pooled.hop.requestId ? -1 : 1);
}

function assignChains(pool: HopPool, joins: ChainJoins, result: Joined): void {
  const newChains = new Map<string, string>();
  for (const pooled of pool.byHopId.values()) {
    const node = nodeOf(pooled);
    const [winner, ...losers] = joins.chainsOf(node);
    for (const loser of losers) if (winner !== undefined) result.winners.set(loser.chainId, winner.chainId);
    if (pooled.stored !== null) continue;
    const root = joins.rootOf(node);
    const chainId = winner?.chainId ?? newChains.get(root) ?? opaqueId();
    if (winner === undefined) newChains.set(root, chainId);
    result.chainOfNewHop.set(pooled.hop.hopId, chainId);
  }
  result.newChainIds = [...newChains.values()];
}

function nodeOf(pooled: PooledHop): string;
function nodeOf(pooled: PooledHop | undefined): string | undefined;
function nodeOf(pooled: PooledHop | undefined): string | undefined {
  if (pooled === undefined) return undefined;
  return pooled.stored?.chain_id ?? `hop ${pooled.hop.hopId}`;
}
