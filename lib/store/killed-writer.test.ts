import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHAIN_OF_TEST_HOPS, chainOfTest } from './testing/chain-of-test.ts';
import { batchOf, requestIdOf } from './testing/log-lines.ts';
import { openTestStore } from './testing/open-test-store.ts';
import { ANY_CHAIN } from './testing/test-stores.ts';

/** Two writers at a time, each with a database of its own. */
const LANES = [0, 1];
const KILLS_PER_LANE = 10;
const CHAINS = 4_000;
const directory = mkdtempSync(path.join(os.tmpdir(), 'reprise-killed-'));
const program = path.resolve('node_modules/.cache/reprise-test/killed-writer.mjs');

beforeAll(async () => {
  await build({
    entryPoints: ['lib/store/testing/killed-writer.ts'],
    outfile: program,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('writers killed 20 times at any point leave each hop once', async () => {
  await Promise.all(LANES.map(killAndJudge));
}, 240_000);

async function killAndJudge(lane: number): Promise<void> {
  const dataDir = path.join(directory, `data-${lane}`);
  let next = 0;
  for (let kill = lane; kill < LANES.length * KILLS_PER_LANE; kill += LANES.length) {
    // what was written and not told is written again by the next one, as a collector does from its checkpoint
    const first = kill % 5 === 0 ? 'open' : String(next);
    next = await writeUntilKilled(dataDir, next, first, (kill * 37) % 150);
  }
  const store = await openTestStore({ dataDir });
  try {
    expect(next).toBeGreaterThan(KILLS_PER_LANE / 2);
    const last = chainOfTest(next);
    await store.ingest.logEvents(batchOf(last));
    const listed = await store.chains.list(ANY_CHAIN, { limit: 10_000, cursor: null });
    expect(listed.rows).toHaveLength(next + 1);
    expect(new Set(listed.rows.map((row) => row.hopCount))).toEqual(new Set([CHAIN_OF_TEST_HOPS]));
    for (const chain of [0, Math.floor(next / 2), next]) {
      const found = await store.chains.find(requestIdOf(chain * 100));
      const timeline = await store.chains.timeline(found?.chainId ?? '', null);
      expect(timeline.hopIds.map((hopId) => hopId.split('.')[0])).toEqual(
        Array.from({ length: CHAIN_OF_TEST_HOPS }, (_, hop) => requestIdOf(chain * 100 + hop)),
      );
    }
    const chart = await store.chains.chart(ANY_CHAIN, 3_600_000);
    expect(chart.reduce((sum, bucket) => sum + bucket.succeeded, 0)).toBe((next + 1) * CHAIN_OF_TEST_HOPS);
    const [source] = await store.sources.list();
    expect(source?.watermarkAt?.getTime()).toBeGreaterThan(0);
  } finally {
    await store.close();
  }
}

/** Starts a writer, kills it `afterMs` after it said something, and returns the first chain it did not tell as done. */
function writeUntilKilled(dataDir: string, from: number, said: string, afterMs: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const writer: ChildProcess = spawn(process.execPath, [program, dataDir, String(from), String(CHAINS)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    let errors = '';
    let armed = false;
    writer.stderr?.on('data', (bytes) => {
      errors += String(bytes);
    });
    writer.stdout?.on('data', (bytes) => {
      text += String(bytes);
      if (armed || !text.split('\n').includes(said)) return;
      armed = true;
      setTimeout(() => writer.kill('SIGKILL'), afterMs);
    });
    writer.once('exit', (code, signal) => {
      if (signal !== 'SIGKILL') {
        reject(new Error(`The writer ended by itself (${code}): ${errors}`));
        return;
      }
      const done = text
        .split('\n')
        .slice(0, -1)
        .filter((line) => /^\d+$/.test(line));
      resolve(done.length === 0 ? from : Number(done.at(-1)) + 1);
    });
  });
}
