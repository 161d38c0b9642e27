import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';

/** What is seen of an event on a watched bus. */
export interface SeenEvent {
  event_key: string;
  event_id: string;
  status: 'seen';
  event_bus_name: string;
  source: string;
  detail_type: string;
  detail_start: string;
  resources: string;
  time: string | null;
  event: string | null;
  sort_at: string;
  seen_at: string;
  cause_request_id: string | null;
  caused: boolean;
}
// what is published here is known better; of several sightings the earliest counts, and the one that shows the event
const SEEN_TABLE: BulkTable<SeenEvent> = {
  name: 'event',
  columns: {
    event_key: 'text',
    event_id: 'text',
    status: 'text',
    event_bus_name: 'text',
    source: 'text',
    detail_type: 'text',
    detail_start: 'text',
    resources: 'text',
    time: 'timestamptz',
    event: 'text',
    sort_at: 'timestamptz',
    seen_at: 'timestamptz',
    cause_request_id: 'text',
    caused: 'boolean',
  },
  key: ['event_key'],
  onConflict: `DO UPDATE SET
      source = CASE WHEN event.source = '' THEN excluded.source ELSE event.source END,
      detail_type = CASE WHEN event.detail_type = '' THEN excluded.detail_type ELSE event.detail_type END,
      detail_start = CASE WHEN event.detail_start = '' THEN excluded.detail_start ELSE event.detail_start END,
      resources = CASE WHEN event.resources = '[]' THEN excluded.resources ELSE event.resources END,
      time = coalesce(event.time, excluded.time),
      event = coalesce(event.event, excluded.event),
      sort_at = coalesce(event.published_at, least(event.seen_at, excluded.seen_at)),
      seen_at = least(event.seen_at, excluded.seen_at),
      cause_request_id = coalesce(event.cause_request_id, excluded.cause_request_id)
    WHERE event.seen_at IS NULL OR event.seen_at > excluded.seen_at
      OR (event.event IS NULL AND excluded.event IS NOT NULL) OR (event.source = '' AND excluded.source <> '')`,
};

/** Writes what is new of seen events; returns how many rows that changed. */
export async function saveSeenEvents(tx: Tx, rows: readonly SeenEvent[]): Promise<number> {
  const written = await bulkUpsert(tx, SEEN_TABLE, rows);
  if (written > 0)
    await markCaused(
      tx,
      rows.map((row) => row.event_id),
    );
  return written;
}

/** Notes which of the events caused a run, as far as runs are known. */
export async function markCaused(tx: Tx, eventIds: readonly string[]): Promise<void> {
  if (eventIds.length === 0) return;
  await tx.$executeRaw`
    UPDATE event e SET caused = r.caused FROM (
      SELECT event_key, EXISTS (SELECT 1 FROM event_run r WHERE r.event_id = event.event_id) AS caused
      FROM event WHERE event_key = ANY(${[...eventIds]})
    ) r WHERE e.event_key = r.event_key AND e.caused <> r.caused`;
}
