import type { HopStatus, Mechanism } from '../../domain/hop.ts';
import type { BulkTable } from '../sql/bulk-upsert.ts';

/** A row of `hop`; times are ms since the epoch in memory. */
export interface HopColumns {
  hop_id: string;
  request_id: string;
  group_id: string;
  function_name: string;
  log_stream_name: string | null;
  status: HopStatus;
  delivery_attempt: number;
  attempt: number;
  max_attempts: number | null;
  started_at: number | null;
  ended_at: number | null;
  sort_at: number;
  duration_ms: number | null;
  cost_usd: number | null;
  error_type: string | null;
  trace_id: string | null;
  trace_key: string | null;
  parent_hop_id: string | null;
  via: Mechanism;
  link_kind: number;
  sent_at: number | null;
  running_until: number | null;
  /** The limit at which it did not run again, in words. */
  ending: string | null;
  execution_arn: string | null;
}

/** As it is sent: times as ISO strings, with the revision of its transaction. */
type HopWrite = Omit<HopColumns, TimeColumn> & Record<TimeColumn, string | null> & { revision: string };
type TimeColumn = 'sent_at' | 'started_at' | 'ended_at' | 'sort_at' | 'running_until';

export const HOP_TABLE: BulkTable<HopWrite> = {
  name: 'hop',
  columns: {
    hop_id: 'text',
    request_id: 'text',
    group_id: 'text',
    function_name: 'text',
    log_stream_name: 'text',
    status: 'text',
    delivery_attempt: 'int',
    attempt: 'int',
    max_attempts: 'int',
    started_at: 'timestamptz',
    ended_at: 'timestamptz',
    sort_at: 'timestamptz',
    duration_ms: 'float8',
    cost_usd: 'float8',
    error_type: 'text',
    trace_id: 'text',
    trace_key: 'text',
    parent_hop_id: 'text',
    via: 'text',
    link_kind: 'smallint',
    sent_at: 'timestamptz',
    running_until: 'timestamptz',
    ending: 'text',
    execution_arn: 'text',
    revision: 'bigint',
  },
  key: ['hop_id'],
};

export function hopWriteOf(hop: HopColumns, revision: bigint): HopWrite {
  return {
    ...hop,
    sent_at: iso(hop.sent_at),
    started_at: iso(hop.started_at),
    ended_at: iso(hop.ended_at),
    sort_at: iso(hop.sort_at),
    running_until: iso(hop.running_until),
    revision: String(revision),
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
