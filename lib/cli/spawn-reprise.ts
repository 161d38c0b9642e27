import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

export interface RunningReprise {
  url: string;
  sandboxUrl: string;
  dataDir: string;
  launcher: ChildProcess;
  /** What it has printed so far. */
  output: () => string;
  exited: Promise<number | null>;
  stop(): Promise<void>;
}

/** Starts `npm start`'s launcher on free ports and, unless given one, a data directory of its own. */
export async function spawnReprise(
  settings: Record<string, string> = {},
  args: readonly string[] = [],
): Promise<RunningReprise> {
  const dataDir = settings.REPRISE_DATA_DIR ?? mkdtempSync(path.join(os.tmpdir(), 'reprise-e2e-'));
  const env = {
    PORT: String(await freePort()),
    SANDBOX_PORT: String(await freePort()),
    REPRISE_DATA_DIR: dataDir,
    ...settings,
  };
  const launcher = spawn(process.execPath, ['lib/cli/run.mjs', 'start', ...args], {
    env: { ...process.env, NODE_ENV: 'production', npm_lifecycle_event: undefined, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => launcher.once('exit', (code) => resolve(code)));
  const ready = new Promise<string>((resolve, reject) => {
    const onText = (bytes: Buffer) => {
      output += bytes.toString();
      const url = /Reprise is ready at (\S+)/.exec(output)?.[1];
      if (url !== undefined) resolve(url);
    };
    launcher.stdout.on('data', onText);
    launcher.stderr.on('data', onText);
    void exited.then((code) => reject(new Error(`Reprise ended with ${code}:\n${output}`)));
  });
  ready.catch(() => {});
  return {
    url: await ready,
    sandboxUrl: `http://127.0.0.1:${env.SANDBOX_PORT}`,
    dataDir,
    launcher,
    output: () => output,
    exited,
    async stop() {
      launcher.kill('SIGTERM');
      await exited;
      if (settings.REPRISE_DATA_DIR === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A port of 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(),
      );
    });
  });
}
