import type { BenchRow } from './bench-row.ts';
import { lastPaintMs } from './last-paint.ts';
import { LONG_CHAIN_HOPS, withLongChain } from './long-chain-dashboard.ts';
import { median } from './statistics.ts';

const ROUNDS = 9;

/** Opening a chain of 50,000 hops against one of 100: cold navigations in turn, to the last paint. */
export const chainOpen: BenchRow = {
  name: 'chain-open',
  run: () =>
    withLongChain(async ({ browser, longUrl, shortUrl }) => {
      const long: number[] = [];
      const short: number[] = [];
      // the server's first answer compiles; that is its start, not the chain's
      for (const url of [shortUrl, longUrl]) await lastPaintMs(browser, url);
      for (let round = 0; round < ROUNDS; round += 1) {
        short.push(await lastPaintMs(browser, shortUrl));
        long.push(await lastPaintMs(browser, longUrl));
      }
      const ratio = median(long) / median(short);
      return [
        {
          what: `opening a chain of ${LONG_CHAIN_HOPS.toLocaleString('en')} hops against one of 100, last paint`,
          must: '≤ 1.5 ×',
          measured: `${ratio.toFixed(2)} × (${median(long).toFixed(0)} ms and ${median(short).toFixed(0)} ms)`,
          figures: { longMs: median(long), shortMs: median(short), rounds: ROUNDS },
          ok: ratio <= 1.5,
        },
      ];
    }),
};
