import type { Store } from '../store/store.ts';
import { batchOf, eventsOf } from '../store/testing/log-lines.ts';
import { startBenchServer, withoutPostgresql } from './bench-database.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const APPENDED = 1_000;
const ROUNDS = 3;
const JOINING = 'joining two chains of 50,000 hops';
const JOINING_MUST = '≤ 100 ms';
const APPENDING = 'appending 1,000 hops to a chain of 500,000 against one of 100';
const APPENDING_MUST = '≤ 2 ×';

/** Joining two chains of 50,000 hops, and appending 1,000 hops to a chain of 500,000 against a small one. */
export const storeChains: BenchRow = {
  name: 'store-chains',
  async run() {
    const server = await startBenchServer();
    if (server === null)
      return [withoutPostgresql(JOINING, JOINING_MUST), withoutPostgresql(APPENDING, APPENDING_MUST)];
    const until = new Date();
    const store = await server.open([
      { prefix: 'j', hops: 100_000 * ROUNDS, chains: 2 * ROUNDS, until },
      { prefix: 'l', hops: 500_000, chains: 1, until },
      { prefix: 's', hops: 100, chains: 1, until },
      { prefix: 'w', hops: 100, chains: 1, until },
    ]);
    try {
      await append(store, 'wc', until); // neither side pays for what runs the first time
      const [small, large] = [await append(store, 'sc', until), await append(store, 'lc', until)];
      const joins: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const [left, right] = [2 * round + 1, 2 * round + 2];
        joins.push(await join(store, round, `jc${pad(left)}`, `jc${pad(right)}`, until));
      }
      return [
        {
          what: JOINING,
          must: JOINING_MUST,
          measured: `${median(joins).toFixed(1)} ms`,
          figures: { medianMs: median(joins), mostMs: Math.max(...joins) },
          ok: median(joins) <= 100,
        },
        {
          what: APPENDING,
          must: APPENDING_MUST,
          measured: `${(large / small).toFixed(2)} ×`,
          figures: { smallMs: small, largeMs: large },
          ok: large <= 2 * small,
        },
      ];
    } finally {
      await store.close();
      await server.stop();
    }
  },
};

function pad(chain: number): string {
  return String(chain).padStart(8, '0');
}

/** One run that names a run of one chain as its parent and one of the other as its next. */
async function join(store: Store, round: number, left: string, right: string, until: Date): Promise<number> {
  const [parent, next] = [requestOf(left, 50_000), requestOf(right, 1)];
  const requestId = `b0000000-0000-4000-8000-${String(round).padStart(12, '0')}`;
  const events = eventsOf({ requestId, startMs: until.getTime() + round * 1_000, parent, next });
  const tookMs = await timeMs(() => store.ingest.logEvents(batchOf(events)));
  await expectHops(store, requestId, 100_001);
  return tookMs;
}

async function expectHops(store: Store, id: string, hopCount: number): Promise<void> {
  const chain = await store.chains.find(id);
  if (chain?.hopCount !== hopCount) {
    throw new Error(`The chain of ${id} has ${chain?.hopCount ?? 'no'} hops, not ${hopCount}`);
  }
}

function requestOf(chainId: string, hop: number): string {
  return `${chainId.replace('c', '')}-0000-4000-8000-${String(hop).padStart(12, '0')}`;
}

const APPENDED_IDS = { lc: 'd1', sc: 'd2', wc: 'd3' };

async function append(store: Store, chain: keyof typeof APPENDED_IDS, until: Date): Promise<number> {
  const times: number[] = [];
  const length = chain === 'lc' ? 500_000 : 100;
  let parent = requestOf(`${chain}${pad(1)}`, length);
  for (let round = 0; round < ROUNDS; round += 1) {
    const events = Array.from({ length: APPENDED }, (_, index) => {
      const number = round * APPENDED + index;
      const requestId = `${APPENDED_IDS[chain]}000000-0000-4000-9000-${String(number).padStart(12, '0')}`;
      const run = eventsOf({ requestId, startMs: until.getTime() + number * 1_000, parent });
      parent = requestId;
      return run;
    }).flat();
    times.push(await timeMs(() => store.ingest.logEvents(batchOf(events))));
  }
  await expectHops(store, parent, length + ROUNDS * APPENDED);
  return median(times);
}
