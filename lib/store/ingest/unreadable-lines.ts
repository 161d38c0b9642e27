import { createHash } from 'node:crypto';
import { storableText } from '../../domain/storable-text.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { IngestResult, LogBatch } from '../store.ts';
import type { BusLogBatch } from '../store-events.ts';
import { saveCheckpoint } from './checkpoint.ts';

interface UnreadableColumns {
  log_group_name: string;
  log_stream_name: string;
  timestamp_ms: number;
  digest: string;
  message: string;
}
const UNREADABLE_TABLE: BulkTable<UnreadableColumns> = {
  name: 'unreadable_line',
  columns: {
    log_group_name: 'text',
    log_stream_name: 'text',
    timestamp_ms: 'bigint',
    digest: 'text',
    message: 'text',
  },
  key: ['log_group_name', 'log_stream_name', 'timestamp_ms', 'digest'],
  onConflict: 'DO NOTHING',
};
const KEPT_LENGTH = 4_096;

/** Keeps a line that nothing else could be made of, so that it is shown and counted and collecting goes on. */
export async function saveUnreadable(tx: Tx, batch: LogBatch | BusLogBatch): Promise<IngestResult> {
  const added = await addUnreadable(tx, batch.logGroupName, batch.events);
  await saveCheckpoint(tx, batch, { lateLineCount: 0, unreadableLineCount: added });
  return { changedChainIds: [], newLineCount: 0, unreadableLineCount: added };
}

/** Returns how many lines were not known. */
export async function addUnreadable(
  tx: Tx,
  logGroupName: string,
  events: BusLogBatch['events'],
): Promise<number> {
  const rows = events.map((event) => ({
    log_group_name: logGroupName,
    log_stream_name: storableText(event.logStreamName).text,
    timestamp_ms: Number.isSafeInteger(event.timestamp) ? event.timestamp : 0,
    digest: createHash('sha256').update(event.message).digest('base64url').slice(0, 22),
    message: storableText(event.message.slice(0, KEPT_LENGTH)).text,
  }));
  const keyOf = (row: UnreadableColumns) => `${row.log_stream_name}\n${row.timestamp_ms}\n${row.digest}`;
  return bulkUpsert(tx, UNREADABLE_TABLE, [...new Map(rows.map((row) => [keyOf(row), row])).values()]);
}
