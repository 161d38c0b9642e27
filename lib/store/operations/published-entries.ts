import { storableText } from '../../domain/storable-text.ts';
import { saveOperationEvents } from '../events/save-operation-events.ts';
import { notifyEvents } from '../ingest/notify-chains.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { EventEntryRow, PublishedEntryRow } from '../store-events.ts';
import type { OperationRow, PublishResult } from '../store-operations.ts';

interface EntryColumns {
  operation_id: string;
  position: number;
  event_bus_name: string;
  source: string;
  detail_type: string;
  detail: string;
  resources: string;
  time: string | null;
  status: PublishedEntryRow['status'];
}
const ENTRY_TABLE: BulkTable<EntryColumns> = {
  name: 'published_entry',
  columns: {
    operation_id: 'text',
    position: 'int',
    event_bus_name: 'text',
    source: 'text',
    detail_type: 'text',
    detail: 'text',
    resources: 'text',
    time: 'timestamptz',
    status: 'text',
  },
  key: ['operation_id', 'position'],
  onConflict: 'DO NOTHING',
};

export async function createEntries(
  tx: Tx,
  operationId: string,
  entries: readonly EventEntryRow[],
): Promise<void> {
  const rows = entries.map(
    (entry, position): EntryColumns => ({
      operation_id: operationId,
      position,
      event_bus_name: entry.eventBusName,
      source: storableText(entry.source).text,
      detail_type: storableText(entry.detailType).text,
      detail: storableText(entry.detail).text,
      resources: storableText(JSON.stringify(entry.resources)).text,
      time: entry.time?.toISOString() ?? null,
      status: 'pending',
    }),
  );
  await bulkUpsert(tx, ENTRY_TABLE, rows);
}

type LoadedEntry = Omit<EntryColumns, 'time'> & {
  time: Date | null;
  event_id: string | null;
  error: string | null;
  retryable: boolean;
};

/** The entries of publish operations by position. */
export async function loadEntries(
  tx: Tx,
  operationIds: readonly string[],
): Promise<Map<string, PublishedEntryRow[]>> {
  const entries = new Map<string, PublishedEntryRow[]>();
  if (operationIds.length === 0) return entries;
  const rows = await tx.$queryRaw<LoadedEntry[]>`
    SELECT operation_id, position, event_bus_name, source, detail_type, detail, resources, time, status, event_id, error,
      retryable
    FROM published_entry WHERE operation_id = ANY(${[...operationIds]}) ORDER BY operation_id, position`;
  for (const row of rows) {
    const entry: PublishedEntryRow = {
      position: row.position,
      eventBusName: row.event_bus_name,
      source: row.source,
      detailType: row.detail_type,
      detail: row.detail,
      resources: JSON.parse(row.resources) as string[],
      time: row.time,
      status: row.status,
      eventId: row.event_id,
      error: row.error === null ? null : (JSON.parse(row.error) as OperationRow['error']),
      retryable: row.retryable,
    };
    const known = entries.get(row.operation_id);
    if (known === undefined) entries.set(row.operation_id, [entry]);
    else known.push(entry);
  }
  return entries;
}

/** Notes what became of entries that were not settled. */
export async function settleEntries(
  tx: Tx,
  operationId: string,
  results: readonly PublishResult[],
): Promise<void> {
  const rows = results.map(({ position, eventId, error, retryable }) => ({
    position,
    status: error === null ? 'accepted' : 'failed',
    event_id: eventId,
    error: error === null ? null : storableText(JSON.stringify(error)).text,
    retryable,
  }));
  await tx.$executeRaw`
    UPDATE published_entry p
    SET status = r.status, event_id = r.event_id, error = r.error, retryable = r.retryable
    FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS r (position int, status text, event_id text, error text, retryable boolean)
    WHERE p.operation_id = ${operationId} AND p.position = r.position AND p.status IN ('pending', 'unconfirmed')`;
  await saveOperationEvents(tx, [operationId]);
}

/** Trying again may help: nothing was taken, and not because AWS objects to what was sent. */
const RETRYABLE = ['throttled', 'aws-failed', 'aws-unreachable', 'internal'];

/** All entries of publish operations share what became of the whole call. */
export async function settleWhole(tx: Tx, operationIds: readonly string[]): Promise<void> {
  const ids = [...operationIds];
  const changed = await tx.$executeRaw`
    UPDATE published_entry p SET status = o.status,
      error = CASE WHEN o.status = 'failed' THEN o.error END,
      retryable = o.status = 'failed' AND o.error::json ->> 'code' = ANY(${RETRYABLE})
    FROM operation o
    WHERE o.operation_id = ANY(${ids}) AND o.kind = 'publish' AND o.status IN ('failed', 'unconfirmed')
      AND p.operation_id = o.operation_id AND p.status IN ('pending', 'unconfirmed')`;
  if (changed === 0) return;
  await saveOperationEvents(tx, ids);
  await notifyEvents(tx);
}
