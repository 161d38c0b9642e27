import { Prisma } from '../../../prisma/generated/client.ts';
import type { ChainStatus } from '../../domain/chain.ts';
import type { Mechanism } from '../../domain/hop.ts';
import type { ChainRow } from '../store.ts';

/** The narrow columns of a list. */
export const CHAIN_COLUMNS = Prisma.sql`chain_id, trace_id, status, root_function, mechanisms, hop_count, failed_hop_count,
  max_attempts, last_hop, started_at, last_activity_at, ended_at, cost_usd, next_expected_by`;

export interface ChainColumns {
  chain_id: string;
  trace_id: string | null;
  status: ChainStatus;
  root_function: string | null;
  mechanisms: Mechanism[];
  hop_count: number;
  failed_hop_count: number;
  max_attempts: number | null;
  last_hop: string | null;
  started_at: Date | null;
  last_activity_at: Date;
  ended_at: Date | null;
  cost_usd: number | null;
  next_expected_by: Date | null;
}

export function chainRowOf(columns: ChainColumns): ChainRow {
  return {
    chainId: columns.chain_id,
    traceId: columns.trace_id,
    status: columns.status,
    rootFunction: columns.root_function,
    mechanisms: columns.mechanisms,
    hopCount: columns.hop_count,
    failedHopCount: columns.failed_hop_count,
    maxAttempts: columns.max_attempts,
    lastHop: columns.last_hop === null ? null : (JSON.parse(columns.last_hop) as ChainRow['lastHop']),
    startedAt: columns.started_at,
    lastActivityAt: columns.last_activity_at,
    endedAt: columns.ended_at,
    costUsd: columns.cost_usd,
    nextExpectedBy: columns.next_expected_by,
  };
}
