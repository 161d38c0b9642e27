import { ATTENTION_STATUSES, CHAIN_STATUSES, type ChainStatus } from '../../domain/chain.ts';
import type { HopStatus } from '../../domain/hop.ts';
import { type BulkTable, bulkUpsert } from '../sql/bulk-upsert.ts';
import type { Tx } from '../sql/tx.ts';
import type { HopColumns } from './hop-columns.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const OUTCOMES = ['succeeded', 'failed', 'running', 'other'] as const;
type Outcome = (typeof OUTCOMES)[number];
const OUTCOME_OF: Record<HopStatus, Outcome> = {
  running: 'running',
  succeeded: 'succeeded',
  failed: 'failed',
  'timed-out': 'failed',
  throttled: 'failed',
  lost: 'other',
  'not-observed': 'other',
};

type HopRollup = { function_name: string; bucket_ms: number; at: string } & Record<Outcome, number>;
const HOP_ROLLUP: BulkTable<HopRollup> = {
  name: 'hop_rollup',
  columns: {
    function_name: 'text',
    bucket_ms: 'int',
    at: 'timestamptz',
    succeeded: 'int',
    failed: 'int',
    running: 'int',
    other: 'int',
  },
  key: ['function_name', 'bucket_ms', 'at'],
  onConflict: adding('hop_rollup', OUTCOMES),
};

const CHAIN_COUNTS = [...CHAIN_STATUSES, 'attention'] as const;
type ChainRollup = { function_name: string; at: string; single: boolean } & Record<
  ChainStatus | 'attention',
  number
>;
const CHAIN_ROLLUP: BulkTable<ChainRollup> = {
  name: 'chain_rollup',
  columns: {
    function_name: 'text',
    at: 'timestamptz',
    single: 'boolean',
    running: 'int',
    waiting: 'int',
    succeeded: 'int',
    recovered: 'int',
    failed: 'int',
    cut: 'int',
    lost: 'int',
    attention: 'int',
  },
  key: ['function_name', 'at', 'single'],
  onConflict: adding('chain_rollup', CHAIN_COUNTS),
};

function adding(table: string, columns: readonly string[]): string {
  return `DO UPDATE SET ${columns.map((name) => `${name} = ${table}.${name} + excluded.${name}`).join(', ')}`;
}

/** What a chain counts as in the list's rollup. */
export interface CountedChain {
  status: ChainStatus;
  attention: boolean;
  single: boolean;
  functionNames: readonly string[];
  lastActivityMs: number;
}

/** Differences to the rollups, summed over one transaction and written with one statement per table. */
export class RollupDeltas {
  readonly #hops = new Map<string, HopRollup>();
  readonly #chains = new Map<string, ChainRollup>();

  countHop(hop: Pick<HopColumns, 'function_name' | 'sort_at' | 'status'>, sign: 1 | -1): void {
    const outcome = OUTCOME_OF[hop.status];
    for (const bucketMs of [MINUTE_MS, HOUR_MS]) {
      const at = Math.floor(hop.sort_at / bucketMs) * bucketMs;
      for (const name of ['', hop.function_name]) this.#hopBucket(name, bucketMs, at)[outcome] += sign;
    }
  }

  countChain(chain: CountedChain, sign: 1 | -1): void {
    const at = Math.floor(chain.lastActivityMs / HOUR_MS) * HOUR_MS;
    for (const name of ['', ...chain.functionNames]) {
      const bucket = this.#chainBucket(name, at, chain.single);
      bucket[chain.status] += sign;
      if (chain.attention) bucket.attention += sign;
    }
  }

  async write(tx: Tx): Promise<void> {
    const hops = [...this.#hops.values()].filter((row) => OUTCOMES.some((name) => row[name] !== 0));
    const chains = [...this.#chains.values()].filter((row) => CHAIN_COUNTS.some((name) => row[name] !== 0));
    await bulkUpsert(tx, HOP_ROLLUP, hops);
    await bulkUpsert(tx, CHAIN_ROLLUP, chains);
  }

  #hopBucket(functionName: string, bucketMs: number, at: number): HopRollup {
    const key = `${bucketMs}:${at}:${functionName}`;
    const known = this.#hops.get(key);
    if (known !== undefined) return known;
    const bucket = {
      function_name: functionName,
      bucket_ms: bucketMs,
      at: new Date(at).toISOString(),
      succeeded: 0,
      failed: 0,
      running: 0,
      other: 0,
    };
    this.#hops.set(key, bucket);
    return bucket;
  }

  #chainBucket(functionName: string, at: number, single: boolean): ChainRollup {
    const key = `${at}:${single}:${functionName}`;
    const known = this.#chains.get(key);
    if (known !== undefined) return known;
    const counts = Object.fromEntries(CHAIN_COUNTS.map((name) => [name, 0])) as Record<
      ChainStatus | 'attention',
      number
    >;
    const bucket = { function_name: functionName, at: new Date(at).toISOString(), single, ...counts };
    this.#chains.set(key, bucket);
    return bucket;
  }
}

/** Failed, cut, lost, and running or waiting with a failed last hop. */
export function needsAttention(status: ChainStatus, lastHop: HopStatus | null): boolean {
  if (ATTENTION_STATUSES.includes(status)) return true;
  const failing = lastHop !== null && OUTCOME_OF[lastHop] === 'failed';
  return failing && (status === 'running' || status === 'waiting');
}
