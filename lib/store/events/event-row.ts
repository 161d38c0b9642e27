import { Prisma } from '../../../prisma/generated/client.ts';
import type { HopStatus } from '../../domain/hop.ts';
import { groupBy } from '../sql/group-by.ts';
import type { Tx } from '../sql/tx.ts';
import type { EventRow } from '../store-events.ts';

export interface EventColumns {
  event_key: string;
  event_id: string | null;
  status: EventRow['status'];
  event_bus_name: string;
  source: string;
  detail_type: string;
  detail_start: string;
  resources: string;
  time: Date | null;
  sort_at: Date;
  published_at: Date | null;
  seen_at: Date | null;
  operation_id: string | null;
  position: number | null;
  trace_id: string | null;
}
export const EVENT_COLUMNS = Prisma.sql`e.event_key, e.event_id, e.status, e.event_bus_name, e.source, e.detail_type,
  e.detail_start, e.resources, e.time, e.sort_at, e.published_at, e.seen_at, e.operation_id, e.position, e.trace_id`;
export const NEWEST_FIRST = Prisma.sql`ORDER BY e.sort_at DESC, e.event_key DESC`;

const SHOWN_HOPS = 5;

interface RelatedHop {
  event_id: string;
  hop_id: string;
  chain_id: string;
  function_name: string;
  status: HopStatus;
  total: number;
}

/** Events with the hop that published each and the hops that each caused. */
export async function eventRowsOf(tx: Tx, events: readonly EventColumns[]): Promise<EventRow[]> {
  const eventIds = events.flatMap((event) => event.event_id ?? []);
  const [causes, caused] = [await causeHops(tx, eventIds), await causedHops(tx, eventIds)];
  return events.map((event) => {
    const cause = causes.get(event.event_id ?? '')?.[0] ?? null;
    const hops = caused.get(event.event_id ?? '') ?? [];
    return {
      eventKey: event.event_key,
      eventId: event.event_id,
      status: event.status,
      eventBusName: event.event_bus_name,
      source: event.source,
      detailType: event.detail_type,
      detail: event.detail_start,
      resources: JSON.parse(event.resources) as string[],
      time: event.time,
      at: event.sort_at,
      operationId: event.operation_id,
      traceId: event.trace_id,
      seenAt: event.seen_at,
      chainId: hops[0]?.chain_id ?? cause?.chain_id ?? null,
      causeHop: cause === null ? null : shown(cause),
      causedHops: hops.map(shown),
      causedHopCount: hops[0]?.total ?? 0,
    };
  });
}

function shown({ hop_id, chain_id, function_name, status }: RelatedHop): EventRow['causedHops'][number] {
  return { hopId: hop_id, chainId: chain_id, functionName: function_name, status };
}

/**
 * The hop to which a run that the event caused is linked; else the last of the request that says it published it. An
 * operator's event that starts a chain has none, whatever it is a copy of.
 */
async function causeHops(tx: Tx, eventIds: readonly string[]): Promise<Map<string, RelatedHop[]>> {
  if (eventIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<RelatedHop[]>`
    SELECT i.value AS event_id, h.hop_id, g.chain_id, h.function_name, h.status, 1 AS total
    FROM identifier i CROSS JOIN LATERAL (
      SELECT hop_id, group_id, function_name, status, EXISTS (
        SELECT 1 FROM event_run r JOIN hop child ON child.hop_id = r.hop_id
        WHERE r.event_id = i.value AND child.parent_hop_id = hop.hop_id
      ) AS linked
      FROM hop WHERE request_id = i.request_id ORDER BY linked DESC, delivery_attempt DESC LIMIT 1
    ) h JOIN chain_group g USING (group_id)
    WHERE i.value = ANY(${[...eventIds]}) AND i.role = 'next' AND NOT EXISTS (
      SELECT 1 FROM event e JOIN operation o USING (operation_id)
      WHERE e.event_key = i.value AND o.parent_hop_id IS NULL)
    ORDER BY h.linked DESC, h.hop_id`;
  return groupBy(rows, (row) => row.event_id);
}

async function causedHops(tx: Tx, eventIds: readonly string[]): Promise<Map<string, RelatedHop[]>> {
  if (eventIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<RelatedHop[]>`
    SELECT id AS event_id, h.hop_id, g.chain_id, h.function_name, h.status, r.total::int AS total
    FROM unnest(${[...eventIds]}::text[]) AS id CROSS JOIN LATERAL (
      SELECT hop_id, at, count(*) OVER () AS total FROM event_run
      WHERE event_id = id ORDER BY at, hop_id LIMIT ${SHOWN_HOPS}
    ) r JOIN hop h ON h.hop_id = r.hop_id JOIN chain_group g USING (group_id) ORDER BY r.at, h.hop_id`;
  return groupBy(rows, (row) => row.event_id);
}
