import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http, { type ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { freePort } from '../cli/spawn-reprise.ts';
import { waitUntil } from '../cli/wait-until.ts';
import type { BenchRow } from './bench-row.ts';
import { timeMs } from './statistics.ts';

const INVOKES = 2_000;
const CONCURRENCY = 8;
const HANDLER = 'export const handler = async (event) => ({ echo: event.n });\n';

/** Warm sync invokes through the SDK against a bare runtime loop that a plain server feeds, both over HTTP. */
export const sandboxInvokes: BenchRow = {
  name: 'sandbox-invokes',
  async run() {
    const bare = await bareInvokesPerSecond();
    const sandbox = await sandboxInvokesPerSecond();
    return [
      {
        what: 'sandbox, warm sync invokes through the SDK against the bare runtime loop',
        must: '≥ 0.4',
        measured: `${(sandbox / bare).toFixed(2)} (${sandbox.toFixed(0)}/s of ${bare.toFixed(0)}/s)`,
        figures: { barePerSecond: bare, sandboxPerSecond: sandbox },
        ok: sandbox / bare >= 0.4,
      },
    ];
  },
};

async function bareInvokesPerSecond(): Promise<number> {
  let left = INVOKES;
  let done: () => void = () => {};
  const finished = new Promise<void>((resolve) => {
    done = resolve;
  });
  const next = (response: ServerResponse) => {
    response.setHeader('lambda-runtime-aws-request-id', String(left));
    response.end(JSON.stringify({ n: left }));
  };
  const server = http.createServer((request, response) => {
    request.resume();
    if (request.method === 'GET') return next(response);
    request.on('end', () => {
      response.end('{}');
      left -= 1;
      if (left === 0) done();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const child = spawn(process.execPath, ['lib/bench/bare-runtime-loop.mjs'], {
    env: { ...process.env, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}` },
    stdio: 'ignore',
  });
  const started = await timeMs(() => waitUntil(async () => left < INVOKES, 10_000));
  const from = left;
  const ms = await timeMs(() => finished);
  child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  return started > 0 ? (from / ms) * 1000 : Number.NaN;
}

async function sandboxInvokesPerSecond(): Promise<number> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reprise-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['lib/cli/run.mjs', 'sandbox'], {
    env: { ...process.env, SANDBOX_PORT: String(port), REPRISE_DATA_DIR: dataDir, SANDBOX_EXAMPLES: 'off' },
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    await waitUntil(async () => (await fetch(`${endpoint}/_sandbox/status`)).ok, 30_000);
    const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
    const lambda = new LambdaClient({ endpoint, region: 'us-east-1', credentials });
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'echo',
        Role: 'arn:aws:iam::000000000000:role/bench',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipSync({ 'index.mjs': strToU8(HANDLER) }) },
      }),
    );
    await invoke(lambda, CONCURRENCY * 20);
    const ms = await timeMs(() => invoke(lambda, INVOKES));
    return (INVOKES / ms) * 1000;
  } finally {
    child.kill('SIGTERM');
    await exited;
    rmSync(dataDir, { recursive: true, force: true });
  }
}

async function invoke(lambda: LambdaClient, count: number): Promise<void> {
  let sent = 0;
  const worker = async () => {
    while (sent < count) {
      sent += 1;
      const answer = await lambda.send(
        new InvokeCommand({ FunctionName: 'echo', Payload: strToU8(JSON.stringify({ n: sent })) }),
      );
      if (answer.FunctionError !== undefined) throw new Error('the echo function failed');
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
}
