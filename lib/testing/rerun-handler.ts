import path from 'node:path';
import { buildSync } from 'esbuild';

/** A handler of this body that uses lib/rerun, bundled as an author would. */
export function rerunHandler(body: string): string {
  const { outputFiles } = buildSync({
    stdin: {
      contents: `import { receiveRerun } from './receive-rerun.ts';
        import { rerun } from './rerun.ts';
        export const handler = async (event, context) => { ${body} };`,
      resolveDir: path.resolve('lib/rerun'),
      loader: 'ts',
    },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
  });
  return outputFiles[0]?.text ?? '';
}
