import { openConnection } from '../store/connection/open-connection.ts';
import { batchOf, eventsOf, requestIdOf, TEST_START_MS, traceIdOf } from '../store/testing/log-lines.ts';
import { openTestStore } from '../store/testing/open-test-store.ts';
import { startBenchServer, withoutPostgresql } from './bench-database.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const CHAINS = 400;
const HOPS = 5;
const ROUNDS = 5;
const WHAT = 'collecting against a plain bulk insert of all the rows it writes';
const MUST = '≥ 0.4 of its rows/s';
const TABLES = [
  'request',
  'hop',
  'link',
  'identifier',
  'chain_group',
  'group_trace',
  'chain',
  'hop_rollup',
  'chain_rollup',
];

/** Collecting (parse, derive, link, write) against a plain bulk insert of the rows that it writes. */
export const storeCollecting: BenchRow = {
  name: 'store-collecting',
  async run() {
    const server = await startBenchServer();
    if (server === null) return [withoutPostgresql(WHAT, MUST)];
    try {
      // what runs the first time is not what collecting costs
      await collect(await server.createDatabase(), ROUNDS);
      const databaseUrl = await server.createDatabase();
      const collecting = await collect(databaseUrl, ROUNDS);
      const { rows, plain } = await plainInserts(databaseUrl);
      const [collectedPerSecond, plainPerSecond] = [rows / sum(collecting), rows / sum(plain)];
      return [
        {
          what: WHAT,
          must: MUST,
          measured: `${(collectedPerSecond / plainPerSecond).toFixed(2)} (${Math.round(collectedPerSecond * 1_000)} rows/s)`,
          figures: { rows, collectingMs: median(collecting), plainMs: sum(plain) / ROUNDS },
          ok: collectedPerSecond >= 0.4 * plainPerSecond,
        },
      ];
    } finally {
      await server.stop();
    }
  },
};

async function collect(databaseUrl: string, rounds: number): Promise<number[]> {
  const store = await openTestStore({ databaseUrl });
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const events = eventsOfRound(round);
    times.push(await timeMs(() => store.ingest.logEvents(batchOf(events))));
  }
  await store.close();
  return times;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function eventsOfRound(round: number) {
  return Array.from({ length: CHAINS * HOPS }, (_, index) => {
    const [chain, hop] = [round * CHAINS + Math.floor(index / HOPS), index % HOPS];
    const number = chain * 100 + hop;
    return eventsOf({
      requestId: requestIdOf(number),
      startMs: TEST_START_MS + chain * 200 + hop * 1_000,
      traceId: traceIdOf(chain + 1),
      attempt: hop + 1,
      lines: ['checking the order'],
      ...(hop > 0 ? { parent: requestIdOf(number - 1) } : {}),
      ...(hop < HOPS - 1 ? { next: requestIdOf(number + 1) } : {}),
    });
  }).flat();
}

/** Inserts every row of every table into an equal, empty table with the same indexes, in as many batches. */
async function plainInserts(databaseUrl: string): Promise<{ rows: number; plain: number[] }> {
  const { prisma, close } = await openConnection({ databaseUrl });
  const plain: number[] = [];
  let rows = 0;
  for (const table of TABLES) {
    await prisma.$executeRawUnsafe(`CREATE TABLE plain_${table} (LIKE ${table} INCLUDING ALL)`);
    for (let round = 0; round < ROUNDS; round += 1) {
      const [batch] = await prisma.$queryRawUnsafe<{ text: string; count: number }[]>(
        `SELECT json_agg(t)::text AS text, count(*)::int AS count FROM ${table} t WHERE abs(hashtext(t::text)) % ${ROUNDS} = ${round}`,
      );
      if (batch === undefined || batch.count === 0) continue;
      rows += batch.count;
      const sql = `INSERT INTO plain_${table} SELECT * FROM jsonb_populate_recordset(NULL::plain_${table}, $1::jsonb)`;
      plain.push(await timeMs(() => prisma.$executeRawUnsafe(sql, batch.text)));
    }
  }
  await close();
  return { rows, plain };
}
