import { parentEventsOf } from '../../domain/event-runs.ts';
import type { Tx } from '../sql/tx.ts';
import type { Joined } from './join-chains.ts';
import type { Linkable } from './link-hops.ts';

/** Roots under which the dashboard published events that start a chain. */
export type PublishedTraces = ReadonlyMap<
  string,
  {
    sentAt: Date | null;
    /** Of the one entry; empty where several were sent, for then it is not known which caused the first run. */
    eventIds: readonly string[];
  }
>;

/** Of the hops that begin a chain and do not say why: the publish operation whose Root they have. */
export async function loadPublishedTraces(
  tx: Tx,
  linkables: readonly Linkable[],
  joined: Joined,
): Promise<PublishedTraces> {
  const traceIds = new Set<string>();
  for (const { pooled } of linkables) {
    const { hop } = pooled;
    if (hop.traceId === null || hop.operationId !== null || joined.links.has(hop.hopId)) continue;
    if (parentEventsOf(hop).length === 0) traceIds.add(hop.traceId);
  }
  if (traceIds.size === 0) return new Map();
  const rows = await tx.$queryRaw<{ trace_id: string; sent_at: Date | null; event_ids: (string | null)[] }[]>`
    SELECT o.trace_id, min(o.sent_at) AS sent_at, array_agg(p.event_id) AS event_ids
    FROM operation o JOIN published_entry p USING (operation_id)
    WHERE o.trace_id = ANY(${[...traceIds]}) AND o.kind = 'publish' AND o.parent_hop_id IS NULL AND p.status <> 'failed'
    GROUP BY o.trace_id`;
  return new Map(
    rows.map(({ trace_id, sent_at, event_ids }) => [
      trace_id,
      {
        sentAt: sent_at,
        eventIds: event_ids.length === 1 ? event_ids.filter((eventId) => eventId !== null) : [],
      },
    ]),
  );
}
