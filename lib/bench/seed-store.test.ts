import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openConnection } from '../store/connection/open-connection.ts';
import type { Store } from '../store/store.ts';
import { batchOf, eventsOf } from '../store/testing/log-lines.ts';
import { openTestStore } from '../store/testing/open-test-store.ts';
import { seedStore } from './seed-store.ts';
import { timeMs } from './statistics.ts';

const HOPS = 50_000;
const until = new Date();
const directory = mkdtempSync(path.join(os.tmpdir(), 'reprise-seeded-'));
const requestOf = (prefix: string, hop: number) =>
  `${prefix}00000001-0000-4000-8000-${String(hop).padStart(12, '0')}`;
let store: Store;

beforeAll(async () => {
  const dataDir = path.join(directory, 'data');
  const connection = await openConnection({ dataDir });
  await connection.prisma.$transaction(
    async (tx) => {
      await seedStore(tx, { prefix: 'l', hops: HOPS, chains: 1, until });
      await seedStore(tx, { prefix: 'r', hops: 100, chains: 1, until });
    },
    { timeout: 120_000 },
  );
  await connection.close();
  store = await openTestStore({ dataDir });
}, 180_000);
afterAll(async () => {
  await store.close();
  rmSync(directory, { recursive: true, force: true });
});

it('reads the timeline of 50,000 hops in a time that a page can wait', async () => {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    times.push(
      await timeMs(async () => {
        const timeline = await store.chains.timeline('lc00000001', null);
        expect(timeline.hopIds).toHaveLength(HOPS);
      }),
    );
  }
  // far above what it takes on an idle machine: this only tells one query from one per hop
  expect(Math.min(...times)).toBeLessThan(2_000);
});

it('joins seeded chains without taking their links back, and says so in the timeline', async () => {
  const { revision } = await store.chains.timeline('lc00000001', null);
  const requestId = 'b0000000-0000-4000-8000-000000000001';
  const links = { parent: requestOf('l', HOPS), next: requestOf('r', 1) };
  const run = eventsOf({ requestId, startMs: until.getTime(), ...links });
  const { changedChainIds } = await store.ingest.logEvents(batchOf(run));
  expect(changedChainIds.sort()).toEqual(['lc00000001', 'rc00000001']);
  expect(await store.chains.find(requestOf('r', 1))).toMatchObject({
    chainId: 'lc00000001',
    hopCount: HOPS + 101,
  });
  const news = await store.chains.timeline('lc00000001', revision);
  expect(news.hopIds).toHaveLength(101);
}, 60_000);
