import type { HopStatus } from '../../domain/hop.ts';
import { storableText } from '../../domain/storable-text.ts';
import { traceKeyOf } from '../../domain/trace-header.ts';
import { type PlaceColumns, withCountedAttempts } from '../hops/count-attempts.ts';
import type { ChainTotals } from '../ingest/chain-totals.ts';
import type { Tx } from '../sql/tx.ts';
import type { ChainDetailRow } from '../store.ts';
import type { StoreContext } from '../store-context.ts';
import { CHAIN_COLUMNS, type ChainColumns, chainRowOf } from './chain-row.ts';
import { completenessOf } from './completeness.ts';

interface DetailColumns extends ChainColumns {
  running_ms: number | null;
  ending: string | null;
  facts: string;
  revision: bigint;
}

/** The chain that holds `id`, which is its own or any trace, request, event, hop or execution ID of it. */
export async function findChain({ prisma }: StoreContext, id: string): Promise<ChainDetailRow | null> {
  const chainId = await chainIdOf(prisma, storableText(id.trim()).text);
  if (chainId === null) return null;
  const [row] = await prisma.$queryRaw<DetailColumns[]>`
    SELECT ${CHAIN_COLUMNS}, running_ms, ending, facts, revision FROM chain WHERE chain_id = ${chainId}`;
  if (row === undefined) return null;
  const traces = await prisma.$queryRaw<{ trace_id: string }[]>`
    SELECT DISTINCT trace_id FROM group_trace JOIN chain_group USING (group_id)
    WHERE chain_id = ${chainId} ORDER BY trace_id LIMIT 1000`;
  const chain = chainRowOf(row);
  return {
    ...chain,
    lastHop:
      chain.lastHop === null ? null : { ...chain.lastHop, attempt: await attemptOf(prisma, chain.lastHop) },
    traceIds: traces.map((trace) => trace.trace_id),
    runningMs: row.running_ms,
    firstFailedHop: row.failed_hop_count === 0 ? null : await firstFailedHop(prisma, chainId),
    ending: row.ending,
    completeness: await completenessOf(prisma, chainId, JSON.parse(row.facts) as ChainTotals),
    revision: row.revision,
  };
}

async function attemptOf(
  tx: Tx,
  { hopId, attempt }: NonNullable<ChainDetailRow['lastHop']>,
): Promise<number> {
  const found = await tx.$queryRaw<PlaceColumns[]>`
    SELECT hop_id, parent_hop_id, function_name, via, attempt FROM hop WHERE hop_id = ${hopId}`;
  const [place] = await withCountedAttempts(tx, found);
  return place?.attempt ?? attempt;
}

async function chainIdOf(tx: Tx, id: string): Promise<string | null> {
  const traceKey = /^[0-9a-f]{24}$/i.test(id) ? id.toLowerCase() : traceKeyOf(id);
  // a run itself before those that name it; of several chains with one trace the one that began first
  const rows = await tx.$queryRaw<{ chain_id: string }[]>`
    SELECT c.chain_id FROM (
      SELECT 0 AS rank, group_id FROM chain_group WHERE group_id = ${id}
      UNION SELECT 0, group_id FROM hop WHERE request_id = ${id.toLowerCase()} OR hop_id = ${id}
      UNION SELECT 1, group_id FROM group_trace WHERE trace_key = ${traceKey}
      UNION (SELECT 1, group_id FROM hop WHERE execution_arn = ${id} LIMIT 1)
      UNION SELECT 2, h.group_id FROM identifier i JOIN hop h ON h.request_id = i.request_id WHERE i.value = ${id}
    ) found JOIN chain_group g USING (group_id) JOIN chain c ON c.chain_id = g.chain_id
    ORDER BY found.rank, c.first_at, c.chain_id LIMIT 1`;
  return rows[0]?.chain_id ?? null;
}

interface FailedHop {
  hop_id: string;
  function_name: string;
  status: HopStatus;
  error_type: string | null;
  observed: string;
  request_id: string;
  position: bigint;
}

async function firstFailedHop(tx: Tx, chainId: string): Promise<ChainDetailRow['firstFailedHop']> {
  const [hop] = await tx.$queryRaw<FailedHop[]>`
    WITH failed AS (
      SELECT h.* FROM chain_group g CROSS JOIN LATERAL (
        SELECT hop_id, function_name, status, error_type, request_id, sort_at FROM hop
        WHERE group_id = g.group_id AND status IN ('failed', 'timed-out', 'throttled', 'lost')
        ORDER BY sort_at, hop_id LIMIT 1
      ) h WHERE g.chain_id = ${chainId} ORDER BY h.sort_at, h.hop_id LIMIT 1
    )
    SELECT f.hop_id, f.function_name, f.status, f.error_type, f.request_id, r.observations AS observed,
      (SELECT count(*) FROM hop h JOIN chain_group g USING (group_id)
        WHERE g.chain_id = ${chainId} AND (h.sort_at, h.hop_id) <= (f.sort_at, f.hop_id)) AS position
    FROM failed f JOIN request r USING (request_id)`;
  if (hop === undefined) return null;
  return {
    hopId: hop.hop_id,
    position: Number(hop.position),
    functionName: hop.function_name,
    status: hop.status,
    errorType: hop.error_type,
    errorMessage: errorMessageOf(hop.observed, hop.error_type),
  };
}

function errorMessageOf(observed: string, errorType: string | null): string | null {
  const observations = JSON.parse(observed) as { errorType?: unknown; errorMessage?: unknown }[];
  const told = observations.filter((each) => typeof each.errorMessage === 'string');
  const own = told.find((each) => each.errorType === errorType) ?? told[0];
  return typeof own?.errorMessage === 'string' ? own.errorMessage : null;
}
