import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { freePort } from '../cli/spawn-reprise.ts';
import { waitUntil } from '../cli/wait-until.ts';
import { startBareLoop } from './bare-loop.ts';
import type { BenchRow } from './bench-row.ts';
import { median, timeMs } from './statistics.ts';

const INVOKES = 2_000;
const ROUNDS = 5;
const CONCURRENCY = 8;
const HANDLER = 'export const handler = async (event) => ({ echo: event.n });\n';

/**
 * Warm sync invokes through the SDK against a bare runtime loop that a plain server feeds, in turn. What the SDK reaches
 * against a server that answers at once is measured too: nothing behind it can be faster.
 */
export const sandboxInvokes: BenchRow = {
  name: 'sandbox-invokes',
  async run() {
    const bareLoop = await startBareLoop();
    const sandbox = await startEchoFunction();
    const nothing = await startAnsweringServer();
    const perSecond = async (work: () => Promise<void>) => (INVOKES / (await timeMs(work))) * 1000;
    try {
      const bare: number[] = [];
      const invoked: number[] = [];
      const sdkAlone: number[] = [];
      await bareLoop.run(INVOKES);
      await invoke(sandbox.lambda, INVOKES);
      for (let round = 0; round < ROUNDS; round += 1) {
        bare.push(await perSecond(() => bareLoop.run(INVOKES)));
        invoked.push(await perSecond(() => invoke(sandbox.lambda, INVOKES)));
        sdkAlone.push(await perSecond(() => invoke(nothing.lambda, INVOKES)));
      }
      const ratio = median(invoked) / median(bare);
      return [
        {
          what: 'sandbox, warm sync invokes through the SDK against the bare runtime loop',
          must: '≥ 0.4',
          measured: `${ratio.toFixed(2)} (${median(invoked).toFixed(0)}/s of ${median(bare).toFixed(0)}/s; the SDK against a server that answers at once: ${median(sdkAlone).toFixed(0)}/s)`,
          figures: {
            barePerSecond: median(bare),
            sandboxPerSecond: median(invoked),
            sdkAlonePerSecond: median(sdkAlone),
            rounds: ROUNDS,
          },
          ok: ratio >= 0.4,
        },
      ];
    } finally {
      bareLoop.stop();
      nothing.stop();
      await sandbox.stop();
    }
  },
};

async function startEchoFunction(): Promise<{ lambda: LambdaClient; stop(): Promise<void> }> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'reprise-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, ['lib/cli/run.mjs', 'sandbox'], {
    env: { ...process.env, SANDBOX_PORT: String(port), REPRISE_DATA_DIR: dataDir, SANDBOX_EXAMPLES: 'off' },
    stdio: 'ignore',
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const endpoint = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(`${endpoint}/_sandbox/status`)).ok, 30_000);
  const lambda = lambdaClient(endpoint);
  await lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'echo',
      Role: 'arn:aws:iam::000000000000:role/bench',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(HANDLER) }) },
    }),
  );
  return {
    lambda,
    async stop() {
      lambda.destroy();
      child.kill('SIGTERM');
      await exited;
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function startAnsweringServer(): Promise<{ lambda: LambdaClient; stop(): void }> {
  const child = spawn(process.execPath, ['lib/bench/answer-at-once.mjs'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const port = await new Promise((resolve) => child.once('message', resolve));
  const lambda = lambdaClient(`http://127.0.0.1:${port}`);
  return {
    lambda,
    stop() {
      lambda.destroy();
      child.kill('SIGKILL');
    },
  };
}

function lambdaClient(endpoint: string): LambdaClient {
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  return new LambdaClient({ endpoint, region: 'us-east-1', credentials });
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
