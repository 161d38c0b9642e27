import type { ChainFilter, Store } from '../store/store.ts';
import { type BenchServer, startBenchServer, withoutPostgresql } from './bench-database.ts';
import type { BenchRow } from './bench-row.ts';
import { quantile, timeMs } from './statistics.ts';

const ROUNDS = 40;
const SMALL = { hops: 10_000, chains: 2_000 };
const LARGE = { hops: 1_000_000, chains: 200_000 };

const SIZES = '1,000,000 hops in 200,000 chains against 10,000 hops';
const COLUMNS = [
  { name: 'rows', what: `rows of the list alone at ${SIZES}`, mostMs: 10 },
  { name: 'page', what: `list page with its counts and chart at ${SIZES}`, mostMs: 50 },
  { name: 'attention', what: `list page of what needs a person at ${SIZES}`, mostMs: 50 },
  { name: 'words', what: `search by error text at ${SIZES}`, mostMs: 50 },
  { name: 'identifier', what: `search by request ID at ${SIZES}`, mostMs: 50 },
] as const;

/** List page with counts and chart, and free-text search, on PostgreSQL: a large store against a small one. */
export const storeLists: BenchRow = {
  name: 'store-lists',
  async run() {
    const server = await startBenchServer();
    if (server === null) return COLUMNS.map(({ what, mostMs }) => withoutPostgresql(what, mustOf(mostMs)));
    try {
      const small = await measured(server, SMALL);
      const large = await measured(server, LARGE);
      return COLUMNS.map(({ what, name, mostMs }) => ({
        what,
        must: mustOf(mostMs),
        measured: `${large[name].toFixed(1)} ms, ${(large[name] / small[name]).toFixed(2)} ×`,
        figures: { smallMs: small[name], largeMs: large[name] },
        ok: large[name] <= mostMs && large[name] <= 3 * small[name],
      }));
    } finally {
      await server.stop();
    }
  },
};

function mustOf(mostMs: number): string {
  return `p95 ≤ 3 × and ≤ ${mostMs} ms`;
}

async function measured(server: BenchServer, size: { hops: number; chains: number }) {
  const until = new Date();
  const store = await server.open([{ ...size, prefix: 'a', until }]);
  const day = new Date(until.getTime() - 86_400_000);
  const filter: ChainFilter = {
    status: [],
    attention: false,
    functionNames: [],
    mechanisms: [],
    from: day,
    to: null,
    singles: false,
    text: '',
  };
  try {
    return {
      rows: await p95(() => store.chains.list(filter, { limit: 100, cursor: null })),
      page: await p95(() => page(store, filter)),
      attention: await p95(() => page(store, { ...filter, attention: true })),
      words: await p95(() => page(store, { ...filter, text: 'order not ready' })),
      identifier: await p95((round) =>
        page(store, {
          ...filter,
          text: `a${String(round + 1).padStart(8, '0')}-0000-4000-8000-000000000001`,
        }),
      ),
    };
  } finally {
    await store.close();
  }
}

function page(store: Store, filter: ChainFilter): Promise<unknown> {
  return Promise.all([
    store.chains.list(filter, { limit: 100, cursor: null }),
    store.chains.counts(filter),
    store.chains.chart(filter, 900_000),
  ]);
}

async function p95(work: (round: number) => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) times.push(await timeMs(() => work(round)));
  return quantile(times, 0.95);
}
