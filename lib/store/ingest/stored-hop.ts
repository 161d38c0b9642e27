import { Prisma } from '../../../prisma/generated/client.ts';
import type { HopStatus, Mechanism } from '../../domain/hop.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopColumns } from './hop-columns.ts';

/** A hop as the database holds it, with the chain of its group. */
export interface StoredHop extends HopColumns {
  chain_id: string;
}

interface HopRecord {
  hop_id: string;
  request_id: string;
  group_id: string;
  chain_id: string;
  function_name: string;
  log_stream_name: string | null;
  status: HopStatus;
  delivery_attempt: number;
  attempt: number;
  max_attempts: number | null;
  started_ms: number | null;
  ended_ms: number | null;
  sort_ms: number;
  duration_ms: number | null;
  cost_usd: number | null;
  error_type: string | null;
  trace_id: string | null;
  trace_key: string | null;
  parent_hop_id: string | null;
  via: Mechanism;
  link_kind: number;
  sent_ms: number | null;
  running_until_ms: number | null;
  ending: string | null;
  execution_arn: string | null;
}

export function loadHopsOfRequests(tx: Tx, requestIds: readonly string[]): Promise<StoredHop[]> {
  return requestIds.length === 0
    ? Promise.resolve([])
    : loadHops(tx, Prisma.sql`request_id = ANY(${[...requestIds]})`);
}

export function loadHopsById(tx: Tx, hopIds: readonly string[]): Promise<StoredHop[]> {
  return loadHops(tx, Prisma.sql`hop_id = ANY(${[...hopIds]})`);
}

export function loadHopsOfChain(tx: Tx, chainId: string): Promise<StoredHop[]> {
  return loadHops(tx, Prisma.sql`g.chain_id = ${chainId}`);
}

async function loadHops(tx: Tx, where: Prisma.Sql): Promise<StoredHop[]> {
  const rows = await tx.$queryRaw<HopRecord[]>`
    SELECT hop_id, request_id, h.group_id, g.chain_id, function_name, log_stream_name, status, delivery_attempt, attempt,
      max_attempts, date_part('epoch', started_at) * 1000 AS started_ms, date_part('epoch', ended_at) * 1000 AS ended_ms,
      date_part('epoch', sort_at) * 1000 AS sort_ms, duration_ms, cost_usd, error_type, trace_id, trace_key,
      parent_hop_id, via, link_kind, date_part('epoch', sent_at) * 1000 AS sent_ms, date_part('epoch', running_until) * 1000 AS running_until_ms, ending, execution_arn
    FROM hop h JOIN chain_group g ON g.group_id = h.group_id WHERE ${where}`;
  return rows.map(({ sent_ms, started_ms, ended_ms, sort_ms, running_until_ms, ...row }) => ({
    ...row,
    sent_at: whole(sent_ms),
    started_at: whole(started_ms),
    ended_at: whole(ended_ms),
    sort_at: Math.round(sort_ms),
    running_until: whole(running_until_ms),
  }));
}

function whole(ms: number | null): number | null {
  return ms === null ? null : Math.round(ms);
}
