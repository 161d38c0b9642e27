import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../domain/app-error.ts';
import type { Env } from '../runtime/env.ts';
import { type Sandbox, startSandbox } from '../sandbox/main.ts';
import { lockDataDir } from '../store/connection/data-dir-lock.ts';
import { readSettings } from './read-settings.ts';
import { sayExpected } from './say-expected.ts';
import { watchParent } from './watch-parent.ts';

const STOP_GRACE_MS = 4_000;

/** `npm run sandbox`: the embedded AWS alone, until a signal or the end of whoever started it. */
export function main(_args: string[]): Promise<number> {
  return sayExpected(async () => {
    const env = readSettings();
    const dataDir = path.join(env.REPRISE_DATA_DIR, 'aws');
    mkdirSync(dataDir, { recursive: true });
    const lock = await lockDataDir(dataDir);
    const ended = untilToldToEnd();
    const sandbox = await open(env, dataDir);
    console.log(`Sandbox ready at ${sandbox.endpoint} (region ${env.AWS_REGION}, state in ${dataDir})`);
    await ended;
    // nothing may outlive the grace, whatever hangs
    setTimeout(() => process.exit(1), STOP_GRACE_MS).unref();
    await sandbox.stop();
    lock.release();
    // the long timers of invocations that were cut short would keep the process
    process.exit(0);
  });
}

async function open(env: Env, dataDir: string): Promise<Sandbox> {
  try {
    return await startSandbox({
      port: env.SANDBOX_PORT,
      dataDir,
      timeScale: env.SANDBOX_TIME_SCALE,
      propagationMs: env.SANDBOX_PROPAGATION_MS,
      examples: env.SANDBOX_EXAMPLES,
      region: env.AWS_REGION,
      onError: (error) => console.error('Sandbox error:', error),
    });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new AppError('conflict', `Port ${env.SANDBOX_PORT} is in use.`, {
      nextStep: 'Stop what listens there, or set SANDBOX_PORT to another port.',
    });
  }
}

function untilToldToEnd(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve());
    if (process.connected) process.on('disconnect', () => resolve());
    watchParent(resolve);
  });
}
