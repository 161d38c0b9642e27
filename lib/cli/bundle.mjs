// Plain JavaScript, because run.mjs needs it before any TypeScript can run.
import { renameSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles lib/cli/<name>.ts into the cache and returns the file, whole at any time, for tests that run side by side
 * start the same; packages stay in node_modules.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function bundle(name) {
  const outfile = path.resolve('node_modules/.cache/reprise', `${name}.mjs`);
  const written = `${outfile}.${process.pid}`;
  await build({
    entryPoints: [`lib/cli/${name}.ts`],
    outfile: written,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  renameSync(written, outfile);
  return outfile;
}
