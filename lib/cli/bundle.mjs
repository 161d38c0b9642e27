// Plain JavaScript, because run.mjs needs it before any TypeScript can run.
import path from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles lib/cli/<name>.ts into the cache and returns the file; packages stay in node_modules.
 * @param {string} name
 * @returns {Promise<string>}
 */
export async function bundle(name) {
  const outfile = path.resolve('node_modules/.cache/reprise', `${name}.mjs`);
  await build({
    entryPoints: [`lib/cli/${name}.ts`],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'error',
  });
  return outfile;
}
