import type { ChainStatus } from '../../domain/chain.ts';
import { searchVector } from '../chains/search-lexemes.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import { type ChainTotals, countOf, emptyTotals } from './chain-totals.ts';
import type { CountedChain } from './rollups.ts';
import { needsAttention } from './rollups.ts';

/** A chain as one transaction works on it. */
export interface ChainState {
  chainId: string;
  totals: ChainTotals;
  /** As the rollup counts it now; null for a chain that is new. */
  counted: CountedChain | null;
}

/** What is not counted but judged. */
export interface ChainVerdict {
  status: ChainStatus;
  nextExpectedBy: Date | null;
  ending: string | null;
}

export function newChain(chainId: string): ChainState {
  return { chainId, totals: emptyTotals(), counted: null };
}

interface LoadedChain {
  chain_id: string;
  status: ChainStatus;
  attention: boolean;
  single: boolean;
  function_names: string[];
  last_activity_at: Date;
  facts: string;
}

export async function loadChains(tx: Tx, chainIds: readonly string[]): Promise<Map<string, ChainState>> {
  if (chainIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<LoadedChain[]>`
    SELECT chain_id, status, attention, single, function_names, last_activity_at, facts
    FROM chain WHERE chain_id = ANY(${[...chainIds]})`;
  return new Map(rows.map((row) => [row.chain_id, stateOf(row)]));
}

function stateOf(row: LoadedChain): ChainState {
  return {
    chainId: row.chain_id,
    totals: JSON.parse(row.facts) as ChainTotals,
    counted: {
      status: row.status,
      attention: row.attention,
      single: row.single,
      functionNames: row.function_names,
      lastActivityMs: row.last_activity_at.getTime(),
    },
  };
}

interface ChainWrite {
  chain_id: string;
  status: ChainStatus;
  attention: boolean;
  single: boolean;
  trace_id: string | null;
  root_function: string | null;
  function_names: string[];
  mechanisms: string[];
  hop_count: number;
  failed_hop_count: number;
  max_attempts: number | null;
  last_hop_id: string | null;
  last_hop: string | null;
  started_at: string | null;
  first_at: string;
  last_activity_at: string;
  ended_at: string | null;
  running_ms: number | null;
  cost_usd: number | null;
  next_expected_by: string | null;
  ending: string | null;
  facts: string;
  search: string;
  revision: string;
}
const CHAIN_TABLE: BulkTable<ChainWrite> = {
  name: 'chain',
  columns: {
    chain_id: 'text',
    status: 'text',
    attention: 'boolean',
    single: 'boolean',
    trace_id: 'text',
    root_function: 'text',
    function_names: 'text[]',
    mechanisms: 'text[]',
    hop_count: 'int',
    failed_hop_count: 'int',
    max_attempts: 'int',
    last_hop_id: 'text',
    last_hop: 'text',
    started_at: 'timestamptz',
    first_at: 'timestamptz',
    last_activity_at: 'timestamptz',
    ended_at: 'timestamptz',
    running_ms: 'float8',
    cost_usd: 'float8',
    next_expected_by: 'timestamptz',
    ending: 'text',
    facts: 'text',
    search: 'tsvector',
    revision: 'bigint',
  },
  key: ['chain_id'],
};

export async function saveChains(tx: Tx, rows: readonly ChainWrite[]): Promise<void> {
  await bulkUpsert(tx, CHAIN_TABLE, rows);
}

/** The row of a chain, and how the rollup counts it. */
export function chainWriteOf(
  { chainId, totals }: ChainState,
  verdict: ChainVerdict,
  revision: bigint,
): { row: ChainWrite; counted: CountedChain } {
  const functionNames = Object.keys(totals.functions).sort();
  const mechanisms = Object.keys(totals.mechanisms)
    // the chain's first hop has no known cause; that is no mechanism
    .filter(
      (name) => ((totals.mechanisms as Record<string, number>)[name] ?? 0) > (name === 'unknown' ? 1 : 0),
    )
    .sort();
  const lastActivityMs = totals.activity?.atMs ?? 0;
  const executing = totals.open.some(({ expected }) => expected.some(({ kind }) => kind === 'execution'));
  const single = totals.hopCount <= 1 && verdict.nextExpectedBy === null && !executing;
  const attention = needsAttention(verdict.status, totals.last?.status ?? null);
  const open = verdict.status === 'running' || verdict.status === 'waiting';
  const last = totals.last;
  const row: ChainWrite = {
    chain_id: chainId,
    status: verdict.status,
    attention,
    single,
    trace_id: totals.first?.traceId ?? null,
    root_function: totals.first?.functionName ?? null,
    function_names: functionNames,
    mechanisms,
    hop_count: totals.hopCount,
    failed_hop_count: countOf(totals, 'failed', 'timed-out', 'throttled', 'lost'),
    max_attempts: totals.limit?.maxAttempts ?? null,
    last_hop_id: last?.hopId ?? null,
    last_hop:
      last === null
        ? null
        : JSON.stringify({
            hopId: last.hopId,
            functionName: last.functionName,
            status: last.status,
            errorType: last.errorType,
            attempt: last.attempt,
          }),
    started_at: isoOf(totals.first?.startedMs ?? null),
    first_at: new Date(totals.first?.atMs ?? 0).toISOString(),
    last_activity_at: new Date(lastActivityMs).toISOString(),
    ended_at: open ? null : new Date(lastActivityMs).toISOString(),
    running_ms: totals.timedHopCount === 0 ? null : totals.runningUs / 1_000,
    cost_usd: totals.pricedHopCount === 0 ? null : totals.costPicoUsd / 1e12,
    next_expected_by: verdict.nextExpectedBy?.toISOString() ?? null,
    ending: verdict.ending,
    facts: JSON.stringify(totals),
    search: searchVector({ functionNames, mechanisms, words: totals.words }),
    revision: String(revision),
  };
  return { row, counted: { status: verdict.status, attention, single, functionNames, lastActivityMs } };
}

function isoOf(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
