import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { afterEach, expect, test } from 'vitest';

const started: ChildProcess[] = [];
let folder = '';
afterEach(async () => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const HANDLERS = {
  stuck: `export const handler = async () => { console.log('pid ' + process.pid); while (true); };`,
  deaf: `process.on('SIGTERM', () => {}); process.on('disconnect', () => {});
    export const handler = async () => {
      const { spawn } = await import('node:child_process');
      const child = spawn('sleep', ['600'], { stdio: 'ignore' });
      console.log('pid ' + child.pid); console.log('pid ' + process.pid);
      await new Promise((resolve) => setTimeout(resolve, 600000));
    };`,
};

/** A sandbox of its own process that prints the pids that its handlers print. */
async function startSandboxProcess(
  handler: keyof typeof HANDLERS,
  expectedPids: number,
): Promise<{ host: ChildProcess; pids: number[] }> {
  folder = await mkdtemp(path.join(os.tmpdir(), 'reprise-reaper-'));
  const file = path.resolve(`.reprise/test/reaper-host-${process.pid}.mjs`);
  buildSync({
    stdin: {
      contents: `
        import { startTestLambda } from './start-test-lambda.ts';
        import { InvokeCommand } from '@aws-sdk/client-lambda';
        const lambda = await startTestLambda({ dataDir: ${JSON.stringify(folder)} });
        await lambda.create('victim', ${JSON.stringify(HANDLERS[handler])}, { Timeout: 900 });
        lambda.client.send(new InvokeCommand({ FunctionName: 'victim' }));
        const found = () => lambda.messages('victim').join('').match(/pid \\d+/g) ?? [];
        await lambda.until(() => found().length === ${expectedPids});
        const pids = found().map((text) => text.slice(4));
        process.stdout.write('pids ' + pids.join(' ') + '\\n');`,
      resolveDir: path.resolve('lib/sandbox/services/lambda/testing'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outfile: file,
    logLevel: 'error',
  });
  const host = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  started.push(host);
  const line = await new Promise<string>((resolve, reject) => {
    let text = '';
    host.on('exit', () => reject(new Error(`the sandbox ended: ${text}`)));
    host.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if (text.includes('\n')) resolve(text);
    });
  });
  await rm(file);
  return { host, pids: line.trim().split(' ').slice(1).map(Number) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test.each([
  ['stuck', 1],
  ['deaf', 2],
] as const)('handlers (%s) end within 5 s when the sandbox is killed', async (handler, count) => {
  const { host, pids } = await startSandboxProcess(handler, count);
  expect(pids.length).toBe(count);
  expect(pids.every(isAlive)).toBe(true);
  const killedAtMs = Date.now();
  // the whole process group, as a supervisor would
  process.kill(-(host.pid ?? 0), 'SIGKILL');
  while (pids.some(isAlive)) {
    expect(Date.now() - killedAtMs).toBeLessThan(5_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
});
