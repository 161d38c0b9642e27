import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../domain/app-error.ts';
import { bundle } from './bundle.mjs';

/**
 * Initialises the embedded database in a process of its own when there is none yet: PGlite keeps twice the memory in
 * the process that initialised it.
 */
export async function prepareDatabase(dataDir: string, say: (line: string) => void): Promise<void> {
  if (existsSync(path.join(dataDir, 'pglite/PG_VERSION'))) return;
  say('Preparing the database …');
  const file = await bundle('prepare-database-process');
  const code = await new Promise<number | null>((resolve) => {
    const child = spawn(process.execPath, [file, dataDir], { stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('exit', resolve);
  });
  if (code !== 0) throw new AppError('store-unavailable', 'The database could not be prepared; see above.');
}
