import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bundle } from './bundle.mjs';
import { freePort } from './spawn-reprise.ts';

const run = promisify(execFile);
let file: string;
let dataDir: string;
let started: ChildProcess[] = [];

beforeAll(async () => {
  file = await bundle('sandbox-process');
});
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-'));
});
afterEach(async () => {
  for (const child of started) child.kill('SIGKILL');
  started = [];
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

interface Running {
  child: ChildProcess;
  output: () => string;
  exited: Promise<number | null>;
}

function launch(port: number, argv = [file]): Running {
  const child = spawn(process.execPath, argv, {
    env: { ...process.env, SANDBOX_PORT: String(port), REPRISE_DATA_DIR: dataDir, SANDBOX_EXAMPLES: 'off' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (bytes: Buffer) => {
      output += bytes.toString();
    });
  }
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, output: () => output, exited };
}

async function launchReady(port: number): Promise<Running> {
  const running = launch(port);
  await vi.waitFor(
    () => expect(running.output()).toContain(`Sandbox ready at http://127.0.0.1:${port}`),
    10_000,
  );
  return running;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // a zombie that nobody has waited for has ended
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return !/\) Z /.test(stat);
}

/** A function that writes its process ID to a file and never returns. */
async function invokeStuck(port: number): Promise<number> {
  const lambda = new LambdaClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  });
  const source = `import fs from 'node:fs';
    export const handler = ({ file }) => { fs.writeFileSync(file, String(process.pid)); for (;;); };`;
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'stuck',
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::000000000000:role/any',
      Handler: 'index.handler',
      Timeout: 900,
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
    }),
  );
  const pidFile = path.join(dataDir, 'stuck.pid');
  const Payload = JSON.stringify({ file: pidFile });
  await lambda.send(new InvokeCommand({ FunctionName: 'stuck', InvocationType: 'Event', Payload }));
  return vi.waitFor(() => {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    expect(pid).toBeGreaterThan(1);
    return pid;
  }, 10_000);
}

describe('how it ends', () => {
  it('ends within 5 s of SIGTERM, stuck handlers too', async () => {
    const port = await freePort();
    const { child, exited } = await launchReady(port);
    const pid = await invokeStuck(port);
    child.kill('SIGTERM');
    expect(await exited).toBe(0);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000);
  });

  it('every child ends within 5 s after its own SIGKILL, and a new start works at once', async () => {
    const port = await freePort();
    const { child, exited } = await launchReady(port);
    const pid = await invokeStuck(port);
    child.kill('SIGKILL');
    await exited;
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000);
    const again = await launchReady(port);
    again.child.kill('SIGTERM');
    expect(await again.exited).toBe(0);
  });

  it('ends within 5 s after the SIGKILL of whoever started it', async () => {
    const port = await freePort();
    const parentFile = `import('node:child_process').then(({ spawn }) => {
      const child = spawn(process.execPath, [${JSON.stringify(file)}], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      console.log('child ' + child.pid);
    });`;
    const parent = launch(port, ['-e', parentFile]);
    await vi.waitFor(() => expect(parent.output()).toContain('Sandbox ready'), 10_000);
    const pid = Number(/child (\d+)/.exec(parent.output())?.[1]);
    expect(isAlive(pid)).toBe(true);
    parent.child.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000);
  });
});

describe('what it refuses to start on', () => {
  it('a port in use: one line, exit code 1', async () => {
    const port = await freePort();
    await launchReady(port);
    const otherDir = path.join(dataDir, 'other');
    const second = spawnSync(process.execPath, [file], {
      env: { ...process.env, SANDBOX_PORT: String(port), REPRISE_DATA_DIR: otherDir },
      encoding: 'utf8',
    });
    expect(second.status).toBe(1);
    expect(second.stderr.trim().split('\n')).toHaveLength(1);
    expect(second.stderr).toContain(`Port ${port} is in use.`);
  });

  it('a folder that another sandbox has open: one line that names it, exit code 1', async () => {
    const first = await launchReady(await freePort());
    const second = launch(await freePort());
    expect(await second.exited).toBe(1);
    expect(second.output().trim().split('\n')).toHaveLength(1);
    expect(second.output()).toContain(`process ${first.child.pid}`);
  });
});

const hasCli = spawnSync('aws', ['--version']).status === 0;
it.skipIf(!hasCli)(
  `is driven by the aws CLI${hasCli ? '' : ' (SKIPPED: there is no aws CLI here)'}`,
  async () => {
    const port = await freePort();
    await launchReady(port);
    const aws = async (...args: string[]) => {
      const env = {
        ...process.env,
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_ACCESS_KEY_ID: 'a',
        AWS_SECRET_ACCESS_KEY: 'b',
        AWS_DEFAULT_REGION: 'us-east-1',
        AWS_PAGER: '',
      };
      const { stdout } = await run('aws', [...args, '--output', 'json'], { env });
      return stdout === '' ? null : (JSON.parse(stdout) as Record<string, unknown>);
    };
    expect(await aws('sts', 'get-caller-identity')).toMatchObject({ Account: '000000000000' });
    await aws('logs', 'create-log-group', '--log-group-name', 'cli');
    const group = ['--log-group-name', 'cli'];
    await aws('logs', 'create-log-stream', ...group, '--log-stream-name', 's');
    const events = [`timestamp=${Date.now()},message=from the CLI`];
    await aws('logs', 'put-log-events', ...group, '--log-stream-name', 's', '--log-events', ...events);
    expect(await aws('logs', 'filter-log-events', ...group, '--filter-pattern', 'CLI')).toMatchObject({
      events: [{ message: 'from the CLI', logStreamName: 's' }],
    });
    expect(await aws('lambda', 'list-functions')).toEqual({ Functions: [] });
    await expect(aws('logs', 'describe-queries')).rejects.toThrow('DescribeQueries');
  },
);
