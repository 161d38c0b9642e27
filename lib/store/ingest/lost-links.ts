import type { Link } from '../../domain/link.ts';
import type { HopPool } from './hop-pool.ts';
import type { Joined } from './join-chains.ts';
import type { LinkCandidates } from './link-candidates.ts';
import type { LinkColumns } from './link-rows.ts';
import { UnionFind } from './union-find.ts';

/** An accepted link that is no more, and the chain that it may have held together. */
export interface LostLink {
  chainId: string;
  effectHopId: string;
  /** Empty where it was unknown, and written before its candidates were kept. */
  causeHopId: string;
}

/** Accepted links into hops that were linked anew which nothing replaces. */
export function lostLinks(
  pool: HopPool,
  storedLinks: readonly LinkColumns[],
  storedCandidates: LinkCandidates,
  joined: Joined,
): LostLink[] {
  let together: UnionFind | null = null;
  return storedLinks.flatMap((old) => {
    const pooled = pool.byHopId.get(old.effect_hop_id);
    if (!old.accepted || pooled?.stored == null) return [];
    const effectHopId = old.effect_hop_id;
    const chainId = joined.winners.get(pooled.stored.chain_id) ?? pooled.stored.chain_id;
    const link = joined.links.get(effectHopId);
    if (old.cause_hop_id !== '') {
      if (link !== undefined && stillHolds(pool, joined, old, link)) return [];
      return [{ chainId, effectHopId, causeHopId: old.cause_hop_id }];
    }
    const candidates = storedCandidates.get(effectHopId) ?? [];
    if (candidates.length === 0) {
      return link?.causeHopId === null ? [] : [{ chainId, effectHopId, causeHopId: '' }];
    }
    together ??= heldTogether(pool, joined);
    const root = together.root(effectHopId);
    const apart = candidates.filter((hopId) => together?.root(hopId) !== root);
    return apart.map((causeHopId) => ({ chainId, effectHopId, causeHopId }));
  });
}

/** Which hops of the pool its own links hold together now: most that lost one another still do so. */
function heldTogether(pool: HopPool, joined: Joined): UnionFind {
  const together = new UnionFind();
  for (const hopId of pool.byHopId.keys()) {
    const link = joined.links.get(hopId);
    const causes =
      link === undefined
        ? [storedCauseOf(pool, joined, hopId)]
        : [link.causeHopId, ...(link.candidateHopIds ?? [])];
    for (const cause of causes) if (cause !== null) together.join(hopId, cause);
  }
  return together;
}

/** A run that took its place between cause and effect is seldom further than this from either. */
const STEPS_BETWEEN = 32;

/** The same cause as before, or one that is known to be its cause or effect: hops come in any order. */
function stillHolds(pool: HopPool, joined: Joined, old: LinkColumns, link: Link): boolean {
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
