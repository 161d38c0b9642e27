import { isBefore } from '../../domain/exact-cause.ts';
import type { Hop } from '../../domain/hop.ts';
import type { Link } from '../../domain/link.ts';
import { causesOf, detachmentOf, linkHop } from '../../domain/links.ts';
import { isNamedLink } from '../../domain/task-cause.ts';
import type { Tx } from '../sql/tx.ts';
import { claimedCauses, takeClaimants } from './event-claims.ts';
import { linkValuesOf } from './hop-identifiers.ts';
import type { HopPool } from './hop-pool.ts';
import type { PooledHop } from './pooled-hop.ts';

const CLOCK_SKEW_MS = 300;
const LONGEST_RUN_MS = 900_000;
const TRACE_REACH_MS = 31_000;
const MAX_OF_TRACE = 64;
const MAX_LONG_BEFORE = 16;

/** A hop, what may link it, and what sets its chain apart from its trace. */
export interface Linkable {
  pooled: PooledHop;
  /** Hops that it names, that name it or what it names, its other deliveries, and what it runs again. */
  named: Hop[];
  /** Hops of its trace that may have caused it. */
  ofTrace: PooledHop[];
  /** By what names it or its place in an execution, not by the trace. */
  exact: Link | null;
  /** Known causes of a run that has several. */
  causes: Hop[];
  detachment: { traceKey: string | null } | null;
}

/** Finds what may link the changed hops, and those whose link may depend on them. */
export async function findLinkables(
  tx: Tx,
  pool: HopPool,
  changed: readonly PooledHop[],
): Promise<Linkable[]> {
  const near = await pool.takeNeighbours(tx, changed);
  const claimed = claimedCauses(pool, changed);
  near.push(...(await pool.takeNeighbours(tx, claimed)));
  const isChanged = new Set([...changed, ...claimed]);
  const seeming = seemingCauses(pool, changed);
  const dependent = near.filter((other) => seeming.has(other) || mayDependOn(other, pool, isChanged));
  await pool.takeNeighbours(tx, dependent);
  await takeClaimants(tx, pool, pool.byHopId.values());
  return [...changed, ...dependent].map((pooled) => {
    const named = namedNeighbours(pool, pooled);
    const link = linkHop(pooled.hop, named);
    return {
      pooled,
      named,
      ofTrace: traceNeighbours(pool, pooled),
      exact: isNamedLink(link) ? link : null,
      causes: causesOf(pooled.hop, named),
      detachment: detachmentOf(pooled.hop, named),
    };
  });
}

/** What a hop seemed to be the effect of, by an event that nobody claimed, waits for that event again if it is not. */
function seemingCauses(pool: HopPool, changed: readonly PooledHop[]): Set<PooledHop> {
  const causes = changed.flatMap(({ stored }) => {
    if (stored?.via !== 'eventbridge' || stored.link_kind === 0) return [];
    return pool.byHopId.get(stored.parent_hop_id ?? '') ?? [];
  });
  return new Set(causes);
}

function mayDependOn(other: PooledHop, pool: HopPool, changed: ReadonlySet<PooledHop>): boolean {
  for (const named of namedPooled(pool, other)) if (changed.has(named)) return true;
  if (other.traceKey === null) return false;
  return pool
    .ofTrace(other.traceKey)
    .some((earlier) => changed.has(earlier) && earlier.sortMs <= other.sortMs + CLOCK_SKEW_MS);
}

function namedPooled(pool: HopPool, pooled: PooledHop): Set<PooledHop> {
  const { hop } = pooled;
  const found = new Set<PooledHop>(pool.ofRequest(hop.requestId));
  for (const value of linkValuesOf(hop)) {
    for (const other of pool.byValue(value)) found.add(other);
  }
  const rerun = hop.rerunOfHopId === null ? undefined : pool.byHopId.get(hop.rerunOfHopId);
  if (rerun !== undefined) found.add(rerun);
  found.delete(pooled);
  return found;
}

function namedNeighbours(pool: HopPool, pooled: PooledHop): Hop[] {
  return [...namedPooled(pool, pooled)].map((other) => other.hop);
}

/**
 * Hops of the trace that ran about when `pooled` began, newest first, and of the chains before it the last one each: that
 * of the nearest may be set apart.
 */
function traceNeighbours(pool: HopPool, pooled: PooledHop): PooledHop[] {
  if (pooled.traceKey === null) return [];
  const trace = pool.ofTrace(pooled.traceKey);
  // its parent by span may have ended long before
  const found = [...namedPooled(pool, pooled)].filter((other) => other.traceKey === pooled.traceKey);
  const first = found.length;
  const chains = new Set<string>();
  let longBefore = 0;
  for (let index = lastUpTo(trace, pooled.sortMs + CLOCK_SKEW_MS); index >= 0; index -= 1) {
    const other = trace[index];
    if (other === undefined || other === pooled) continue;
    if (found.length >= first + MAX_OF_TRACE) break;
    const chain = other.stored?.chain_id ?? other.hop.hopId;
    if (other.sortMs < pooled.sortMs - LONGEST_RUN_MS - TRACE_REACH_MS) longBefore += 1;
    if (longBefore > MAX_LONG_BEFORE) break;
    const endMs = other.hop.endedAt?.getTime() ?? Number.POSITIVE_INFINITY;
    const nearest = !chains.has(chain);
    if (isBefore(other.hop, pooled.hop)) chains.add(chain);
    if (nearest || endMs >= pooled.sortMs - TRACE_REACH_MS) found.push(other);
  }
  // one that is both named and near is still one candidate
  return [...new Set(found)];
}

function lastUpTo(trace: readonly PooledHop[], atMs: number): number {
  let low = 0;
  let high = trace.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trace[middle]?.sortMs ?? 0) <= atMs) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
