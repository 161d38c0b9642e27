import type { Tx } from '../sql/tx.ts';
import { markCaused } from './event-columns.ts';

/** For lists, which do not read whole events. */
export const DETAIL_START_LENGTH = 400;

/** Lists the settled entries of publish operations as events, or tells it of events that were seen before. */
export async function saveOperationEvents(tx: Tx, operationIds: readonly string[]): Promise<void> {
  const ids = [...operationIds];
  await tx.$executeRaw`
    DELETE FROM event e USING published_entry p
    WHERE p.operation_id = ANY(${ids}) AND p.event_id IS NOT NULL
      AND e.event_key = p.operation_id || ':' || p.position`;
  await tx.$executeRaw`
    INSERT INTO event (event_key, event_id, status, event_bus_name, source, detail_type, detail_start, resources, time,
      sort_at, published_at, operation_id, position, trace_id)
    SELECT coalesce(p.event_id, p.operation_id || ':' || p.position), p.event_id,
      CASE p.status WHEN 'accepted' THEN 'published' ELSE p.status END, p.event_bus_name, p.source, p.detail_type,
      left(p.detail, ${DETAIL_START_LENGTH}), p.resources, p.time, coalesce(o.sent_at, o.created_at),
      coalesce(o.sent_at, o.created_at), p.operation_id, p.position, o.trace_id
    FROM published_entry p JOIN operation o USING (operation_id)
    WHERE p.operation_id = ANY(${ids}) AND p.status <> 'pending'
    ON CONFLICT (event_key) DO UPDATE SET status = excluded.status, event_bus_name = excluded.event_bus_name,
      source = excluded.source, detail_type = excluded.detail_type, detail_start = excluded.detail_start,
      resources = excluded.resources, time = coalesce(excluded.time, event.time), sort_at = excluded.sort_at,
      published_at = excluded.published_at, operation_id = excluded.operation_id, position = excluded.position,
      trace_id = excluded.trace_id`;
  const rows = await tx.$queryRaw<{ event_id: string }[]>`
    SELECT event_id FROM published_entry WHERE operation_id = ANY(${ids}) AND event_id IS NOT NULL`;
  await markCaused(
    tx,
    rows.map((row) => row.event_id),
  );
}
