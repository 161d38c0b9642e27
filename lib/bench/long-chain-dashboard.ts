import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser } from '@playwright/test';
import { spawnReprise } from '../cli/spawn-reprise.ts';
import { openBrowser } from './open-browser.ts';
import { seedChains } from './seed-chains.ts';

export const LONG_CHAIN_HOPS = 50_000;
const SHORT_CHAIN_HOPS = 100;

interface LongChainPages {
  browser: Browser;
  longUrl: string;
  shortUrl: string;
}

let seeded: Promise<{ dataDir: string; chainIds: string[] }> | null = null;

/** Runs `work` beside a dashboard and a browser; its store holds a chain of 50,000 hops and one of 100. */
export async function withLongChain<T>(work: (pages: LongChainPages) => Promise<T>): Promise<T> {
  seeded ??= seedOnce();
  const { dataDir, chainIds } = await seeded;
  const reprise = await spawnReprise({ REPRISE_DATA_DIR: dataDir, SANDBOX_EXAMPLES: 'off' });
  const browser = await openBrowser();
  try {
    const [longUrl = '', shortUrl = ''] = chainIds.map((chainId) => `${reprise.url}/chains/${chainId}`);
    return await work({ browser, longUrl, shortUrl });
  } finally {
    await browser.close();
    await reprise.stop();
  }
}

/** Several rows of one run share it; it goes with the process. */
async function seedOnce() {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reprise-bench-'));
  process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
  return { dataDir, chainIds: await seedChains(dataDir, [LONG_CHAIN_HOPS, SHORT_CHAIN_HOPS]) };
}
