import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { type AwsClients, createAwsClients } from '../aws/aws-clients.ts';
import { bundle } from '../cli/bundle.mjs';
import { freePort } from '../cli/spawn-reprise.ts';
import { getRuntime, type Runtime, runtimeSlot } from '../runtime/runtime.ts';
import { startRuntime } from '../runtime/start-runtime.ts';
import type { Fault } from '../sandbox/fault.ts';
import { until } from './until.ts';

export interface CrashTest {
  aws: AwsClients;
  createFunction(functionName: string, source: string): Promise<void>;
  invokeEvent(functionName: string, payload: unknown): Promise<void>;
  /** Switches a fault on in the sandbox. */
  fault(fault: Fault): Promise<void>;
  /**
   * One run of a dashboard's process, killed `killAfterMs` after its start, after it began to collect or after what is
   * awaited of it; answers the milliseconds from its start until it collected, infinite where it was killed before.
   * Rejects where it ended by itself.
   */
  lifeOfDashboard(
    killAfterMs: number,
    after: 'start' | 'collecting' | ((dashboard: ChildProcess) => Promise<unknown>),
  ): Promise<number>;
  /** This process is the dashboard while `act` runs; with `anew` on a store of its own that knows nothing yet. */
  asDashboard<T>(act: (runtime: Runtime) => Promise<T>, where?: 'anew'): Promise<T>;
  stop(): Promise<void>;
}

/**
 * A sandbox in a process of its own, and dashboards on one data directory to kill at any point: those of `operator`
 * do what they are asked for.
 */
export async function startCrashTest(dashboard: 'collector' | 'operator' = 'collector'): Promise<CrashTest> {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const folder = mkdtempSync(path.join(os.tmpdir(), 'reprise-crash-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const settings = {
    REPRISE_DATA_DIR: folder,
    REPRISE_LOG_LEVEL: 'info',
    AWS_ENDPOINT_URL: endpoint,
    SANDBOX_PORT: String(port),
    SANDBOX_EXAMPLES: 'off',
    SANDBOX_TIME_SCALE: '0.005',
  };
  const started: ChildProcess[] = [];
  const run = (file: string) => {
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      // ends with this process, however that ends
      env: { ...process.env, ...settings, REPRISE_LAUNCHER_PID: String(process.pid) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    started.push(child);
    return child;
  };
  const sandboxFile = await bundle('sandbox-process');
  const dashboardFile = await bundle(`${dashboard}-process`);
  run(sandboxFile);
  await until(async () => (await fetch(`${endpoint}/_sandbox/status`).catch(() => null))?.ok);
  const aws = createAwsClients({ region: 'us-east-1', endpoint });
  const stopRuntime = async () => {
    await runtimeSlot().stop?.();
    runtimeSlot().stop = null;
  };
  return {
    aws,
    async createFunction(functionName, source) {
      await aws.lambda.send(
        new CreateFunctionCommand({
          FunctionName: functionName,
          Role: 'arn:aws:iam::000000000000:role/test',
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 30,
          Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
        }),
      );
    },
    async invokeEvent(functionName, payload) {
      await aws.lambda.send(
        new InvokeCommand({
          FunctionName: functionName,
          InvocationType: 'Event',
          Payload: JSON.stringify(payload),
        }),
      );
    },
    async fault(fault) {
      const response = await fetch(`${endpoint}/_sandbox/faults`, {
        method: 'POST',
        headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    lifeOfDashboard: (killAfterMs, after) => lifeOf(run(dashboardFile), killAfterMs, after),
    async asDashboard(act, where) {
      const anew = where === 'anew' ? { REPRISE_DATA_DIR: path.join(folder, 'anew') } : {};
      const env = { ...process.env, ...settings, REPRISE_LOG_LEVEL: 'error', ...anew };
      await startRuntime(env, (error) => {
        throw error;
      });
      try {
        return await act(await getRuntime());
      } finally {
        await stopRuntime();
      }
    },
    async stop() {
      await stopRuntime();
      aws.destroy();
      for (const child of started) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

async function lifeOf(
  child: ChildProcess,
  killAfterMs: number,
  after: Parameters<CrashTest['lifeOfDashboard']>[1],
) {
  const startedAtMs = performance.now();
  let output = '';
  let msToCollect = Number.POSITIVE_INFINITY;
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) =>
    child.once('exit', (code, signal) => resolve(signal ?? code)),
  );
  const collects = new Promise<void>((resolve) => {
    const onText = (bytes: Buffer) => {
      output += bytes.toString();
      if (Number.isFinite(msToCollect) || !output.includes('this dashboard collects')) return;
      msToCollect = performance.now() - startedAtMs;
      resolve();
    };
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
  });
  const begun = after === 'start' ? Promise.resolve() : after === 'collecting' ? collects : after(child);
  await Promise.race([begun.then(() => delay(killAfterMs)), exited]);
  child.kill('SIGKILL');
  if ((await exited) !== 'SIGKILL') throw new Error(`the dashboard ended by itself:\n${output}`);
  return msToCollect;
}
