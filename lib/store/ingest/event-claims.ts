import { parentEventsOf, publishedEventsOf } from '../../domain/event-runs.ts';
import type { IsClaimed } from '../../domain/trace-link.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopPool } from './hop-pool.ts';
import type { PooledHop } from './pooled-hop.ts';

/** Loads the runs that name an event which one of `hops` published, so that it is known which events nobody claims. */
export async function takeClaimants(tx: Tx, pool: HopPool, hops: Iterable<PooledHop>): Promise<void> {
  const eventIds = [...hops].flatMap(({ hop }) => publishedEventsOf(hop));
  if (eventIds.length === 0) return;
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT request_id FROM identifier WHERE value = ANY(${[...new Set(eventIds)]}) AND role = 'parent'`;
  await pool.take(
    tx,
    rows.map((row) => row.request_id),
  );
}

/** Hops of the pool that published an event which one of the changed hops claims: others may have seemed its effect. */
export function claimedCauses(pool: HopPool, changed: readonly PooledHop[]): PooledHop[] {
  const causes = new Set<PooledHop>();
  for (const { hop } of changed) {
    for (const eventId of parentEventsOf(hop)) {
      for (const other of pool.byValue(eventId)) {
        if (publishedEventsOf(other.hop).includes(eventId)) causes.add(other);
      }
    }
  }
  return [...causes];
}

export function claimsOf(pool: HopPool): IsClaimed {
  return (eventId) => {
    for (const { hop } of pool.byValue(eventId)) if (parentEventsOf(hop).includes(eventId)) return true;
    return false;
  };
}
