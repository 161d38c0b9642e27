import { createHash } from 'node:crypto';
import { attributeLines, type StreamRun } from '../../domain/attribute-lines.ts';
import { type ObservedLine, observe } from '../../domain/observe.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';

interface StrayColumns {
  log_group_name: string;
  log_stream_name: string;
  timestamp_ms: number | bigint;
  ordinal: number;
  digest: string;
  message: string;
}
const STRAY_TABLE: BulkTable<StrayColumns> = {
  name: 'stray_line',
  columns: {
    log_group_name: 'text',
    log_stream_name: 'text',
    timestamp_ms: 'bigint',
    ordinal: 'int',
    digest: 'text',
    message: 'text',
  },
  key: ['log_group_name', 'log_stream_name', 'timestamp_ms', 'digest', 'ordinal'],
  onConflict: 'DO NOTHING',
};

/** A run whose end is known; only such a run can own lines that do not name theirs. */
export interface ClosedRun extends StreamRun {
  endedAt: number;
  coldStart: boolean;
}

export async function loadStrays(
  tx: Tx,
  logGroupName: string,
  streams: readonly string[],
): Promise<ObservedLine[]> {
  if (streams.length === 0) return [];
  const rows = await tx.$queryRaw<StrayColumns[]>`
    SELECT log_group_name, log_stream_name, timestamp_ms, ordinal, digest, message FROM stray_line
    WHERE log_group_name = ${logGroupName} AND log_stream_name = ANY(${[...streams]})`;
  return rows.flatMap((row) => {
    const [line] = observe([
      {
        logGroupName: row.log_group_name,
        logStreamName: row.log_stream_name,
        timestamp: Number(row.timestamp_ms),
        ingestionTime: null,
        message: row.message,
        eventId: null,
      },
    ]);
    return line === undefined ? [] : [{ ...line, ordinal: row.ordinal }];
  });
}

/**
 * Lines whose run is known now. A run that is still open owns nothing yet, and only a cold start owns what its stream
 * said before it: otherwise the order of arrival would decide.
 */
export function ownedLines(strays: readonly ObservedLine[], runs: readonly ClosedRun[]): ObservedLine[] {
  const starts = new Map(runs.map((run) => [`${run.requestId} ${run.logStreamName}`, run]));
  return attributeLines(strays, runs).filter(({ requestId, event }) => {
    const run = starts.get(`${requestId} ${event.logStreamName}`);
    return run !== undefined && (event.timestamp >= run.startedAt || run.coldStart);
  });
}

export async function saveStrays(tx: Tx, lines: readonly ObservedLine[]): Promise<void> {
  const rows = new Map(lines.map((line) => [strayKey(line), columnsOf(line)]));
  await bulkUpsert(tx, STRAY_TABLE, [...rows.values()]);
}

export async function deleteStrays(tx: Tx, lines: readonly ObservedLine[]): Promise<void> {
  if (lines.length === 0) return;
  const keys = lines.map(columnsOf).map(({ message: _message, ...key }) => key);
  await tx.$executeRaw`
    DELETE FROM stray_line s USING jsonb_to_recordset(${JSON.stringify(keys)}::jsonb)
      AS k (log_group_name text, log_stream_name text, timestamp_ms bigint, digest text, ordinal int)
    WHERE (s.log_group_name, s.log_stream_name, s.timestamp_ms, s.digest, s.ordinal)
      = (k.log_group_name, k.log_stream_name, k.timestamp_ms, k.digest, k.ordinal)`;
}

export function strayKey({ event, ordinal }: ObservedLine): string {
  return `${event.logStreamName}\n${event.timestamp}\n${ordinal}\n${event.message}`;
}

function columnsOf({ event, ordinal }: ObservedLine): StrayColumns {
  return {
    log_group_name: event.logGroupName,
    log_stream_name: event.logStreamName,
    timestamp_ms: event.timestamp,
    ordinal,
    digest: createHash('sha256').update(event.message).digest('base64url').slice(0, 22),
    message: event.message,
  };
}
