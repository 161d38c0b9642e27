import { causingEventsOf } from '../../domain/event-runs.ts';
import { markCaused } from '../events/event-columns.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopPool } from './hop-pool.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';
import { notifyEvents } from './notify-chains.ts';
import type { PublishedTraces } from './published-traces.ts';

interface RunColumns {
  hop_id: string;
  event_id: string;
  at: string;
}
const RUN_TABLE: BulkTable<RunColumns> = {
  name: 'event_run',
  columns: { hop_id: 'text', event_id: 'text', at: 'timestamptz' },
  key: ['hop_id', 'event_id'],
};

/** Keeps, beside the links, which runs each event caused. Costs nothing where no event is concerned. */
export async function saveEventRuns(
  tx: Tx,
  pool: HopPool,
  linkables: readonly Linkable[],
  joined: Joined,
  traces: PublishedTraces,
): Promise<void> {
  const wanted = new Map<string, RunColumns>();
  const concerned = pool.gone.filter(({ via }) => isByEvent(via)).map((gone) => gone.hop_id);
  for (const { pooled } of linkables) {
    const { hopId } = pooled.hop;
    const eventIds = eventsThatRan(pooled.hop, joined, traces);
    if (eventIds.length > 0 || (pooled.stored !== null && isByEvent(pooled.stored.via)))
      concerned.push(hopId);
    const at = new Date(pooled.sortMs).toISOString();
    for (const event_id of eventIds) {
      wanted.set(keyOf({ hop_id: hopId, event_id }), { hop_id: hopId, event_id, at });
    }
  }
  if (concerned.length === 0) return;
  const stored = await tx.$queryRaw<{ hop_id: string; event_id: string; at: Date }[]>`
    SELECT hop_id, event_id, at FROM event_run WHERE hop_id = ANY(${concerned})`;
  const lost = stored.filter((row) => !wanted.has(keyOf(row)));
  for (const row of stored) {
    if (wanted.get(keyOf(row))?.at === row.at.toISOString()) wanted.delete(keyOf(row));
  }
  if (lost.length === 0 && wanted.size === 0) return;
  await tx.$executeRaw`
    DELETE FROM event_run r USING json_to_recordset(${JSON.stringify(lost)}::json) AS l (hop_id text, event_id text)
    WHERE r.hop_id = l.hop_id AND r.event_id = l.event_id`;
  await bulkUpsert(tx, RUN_TABLE, [...wanted.values()]);
  await markCaused(tx, [...new Set([...lost, ...wanted.values()].map((row) => row.event_id))]);
  await notifyEvents(tx);
}

function eventsThatRan(
  hop: Linkable['pooled']['hop'],
  joined: Joined,
  traces: PublishedTraces,
): readonly string[] {
  const link = joined.links.get(hop.hopId) ?? null;
  const events = causingEventsOf(hop, link);
  if (events.length > 0 || link !== null || hop.operationId !== null) return events;
  return traces.get(hop.traceId ?? '')?.eventIds ?? [];
}

function isByEvent(via: string): boolean {
  return via === 'eventbridge' || via === 'duplicate-delivery';
}

function keyOf(row: Pick<RunColumns, 'hop_id' | 'event_id'>): string {
  return `${row.hop_id}\n${row.event_id}`;
}
