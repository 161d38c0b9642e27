import { publishedEventsOf } from '../../domain/event-runs.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopDetailRow } from '../store.ts';
import type { HopEvent } from '../store-events.ts';
import type { DerivedHop } from './hop-rows.ts';

interface CausingEvent {
  event_id: string;
  event_bus_name: string | null;
  source: string | null;
  detail_type: string | null;
  published_at: Date | null;
  rule_arn: string | null;
}

/** The event that caused a hop, and those that it published. */
export async function eventsOfHop(
  tx: Tx,
  derived: DerivedHop,
): Promise<Pick<HopDetailRow, 'event' | 'publishedEvents'>> {
  return { event: await causingEvent(tx, derived), publishedEvents: await publishedEvents(tx, derived) };
}

async function causingEvent(tx: Tx, { hop }: DerivedHop): Promise<HopEvent | null> {
  // a rule may have several targets: the one that names this function, by any version or alias, is meant
  const target = `%:function:${hop.functionName.replaceAll(/[\\%_]/g, '\\$&')}`;
  const [row] = await tx.$queryRaw<CausingEvent[]>`
    SELECT r.event_id, nullif(e.event_bus_name, '') AS event_bus_name, nullif(e.source, '') AS source,
      nullif(e.detail_type, '') AS detail_type, coalesce(e.published_at, h.sent_at, e.seen_at) AS published_at, (
        SELECT d.rule_arn FROM event_delivery d
        WHERE d.event_id = r.event_id AND d.message_type = 'RULE_MATCH' AND EXISTS (
          SELECT 1 FROM json_array_elements_text(d.target_arns::json) AS arn
          WHERE arn LIKE ${target} OR arn LIKE ${`${target}:%`}
        ) ORDER BY d.timestamp_ms, d.digest LIMIT 1
      ) AS rule_arn
    FROM event_run r JOIN hop h ON h.hop_id = r.hop_id LEFT JOIN event e ON e.event_key = r.event_id
    WHERE r.hop_id = ${hop.hopId} ORDER BY r.event_id LIMIT 1`;
  if (row === undefined) return null;
  const received = hop.receivedEvents.find((event) => event.eventId === row.event_id);
  return {
    eventId: row.event_id,
    eventBusName: row.event_bus_name,
    source: row.source ?? received?.source ?? null,
    detailType: row.detail_type ?? received?.detailType ?? null,
    ruleName: row.rule_arn?.split('/').at(-1) ?? null,
    publishedAt: row.published_at,
  };
}

async function publishedEvents(tx: Tx, { hop }: DerivedHop): Promise<HopDetailRow['publishedEvents']> {
  const eventIds = publishedEventsOf(hop).slice(0, MAX_SHOWN);
  if (eventIds.length === 0) return [];
  const rows = await tx.$queryRaw<{ event_id: string }[]>`
    SELECT DISTINCT event_id FROM event_run WHERE event_id = ANY(${eventIds})`;
  const arrived = new Set(rows.map((row) => row.event_id));
  return eventIds.map((eventId) => ({
    eventId,
    arrived: arrived.has(eventId),
    isResultRecord: hop.published.some(
      (event) => event.eventId === eventId && event.by === 'destination-record',
    ),
  }));
}

const MAX_SHOWN = 200;
