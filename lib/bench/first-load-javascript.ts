import { gzipSync } from 'node:zlib';
import { spawnReprise } from '../cli/spawn-reprise.ts';
import { waitUntil } from '../cli/wait-until.ts';
import type { BenchRow } from './bench-row.ts';

/** The scripts that the chain page's HTML names, gzipped. */
export const firstLoadJavascript: BenchRow = {
  name: 'first-load-js',
  async run() {
    const reprise = await spawnReprise();
    try {
      let chainId: string | undefined;
      await waitUntil(async () => {
        const list = (await (await fetch(`${reprise.url}/api/v1/chains?limit=1`)).json()) as {
          items: { chainId: string }[];
        };
        chainId = list.items[0]?.chainId;
        return chainId !== undefined;
      }, 60_000);
      const html = await (await fetch(`${reprise.url}/chains/${chainId}`)).text();
      const sources = new Set(
        [...html.matchAll(/<script[^>]+src="([^"]+\.js[^"]*)"(?![^>]*nomodule)/gi)].map((m) => m[1]),
      );
      let bytes = 0;
      for (const source of sources) {
        const script = await (await fetch(new URL(source ?? '', reprise.url))).arrayBuffer();
        bytes += gzipSync(Buffer.from(script)).length;
      }
      const kb = bytes / 1024;
      return [
        {
          what: 'first-load JavaScript of the chain page, gzipped',
          must: '≤ 230 KB',
          measured: `${kb.toFixed(0)} KB in ${sources.size} files`,
          figures: { kb, files: sources.size },
          ok: sources.size > 0 && kb <= 230,
        },
      ];
    } finally {
      await reprise.stop();
    }
  },
};
