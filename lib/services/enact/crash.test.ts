import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AwsClients, createAwsClients } from '../../aws/aws-clients.ts';
import { bundle } from '../../cli/bundle.mjs';
import { freePort } from '../../cli/spawn-reprise.ts';
import { getRuntime, runtimeSlot } from '../../runtime/runtime.ts';
import { startRuntime } from '../../runtime/start-runtime.ts';
import { until } from '../../testing/until.ts';
import { BUSY, busyInput, deployedCondition } from '../testing/condition-of-test.ts';
import { lineCount } from '../testing/line-count.ts';

const KILLS = 20;
const KEYS = 120;
const RATE_PER_SECOND = 4;
/** Of carrying out, after a start. */
const LIFE_MS = 3_000;

let folder: string;
let settings: Record<string, string>;
let dashboardFile: string;
let aws: AwsClients;
const started: ChildProcess[] = [];

beforeAll(async () => {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  folder = mkdtempSync(path.join(os.tmpdir(), 'reprise-due-'));
  const port = await freePort();
  settings = {
    REPRISE_DATA_DIR: folder,
    REPRISE_LOG_LEVEL: 'info',
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
    SANDBOX_PORT: String(port),
    SANDBOX_EXAMPLES: 'off',
    SANDBOX_TIME_SCALE: '0.005',
  };
  run(await bundle('sandbox-process'));
  dashboardFile = await bundle('collector-process');
  aws = createAwsClients({ region: 'us-east-1', endpoint: settings.AWS_ENDPOINT_URL ?? null });
  await until(
    async () => (await fetch(`${settings.AWS_ENDPOINT_URL}/_sandbox/status`).catch(() => null))?.ok,
  );
  await aws.lambda.send(
    new CreateFunctionCommand({
      FunctionName: 'busy',
      Role: 'arn:aws:iam::000000000000:role/test',
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(BUSY) }) },
    }),
  );
});

afterAll(async () => {
  await runtimeSlot().stop?.();
  aws.destroy();
  for (const child of started) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

it('sends each due re-run once or says that it is unconfirmed, wherever it is killed', {
  timeout: 300_000,
}, async () => {
  const keys = Array.from({ length: KEYS }, (_, index) => `key-${index}.`);
  const conditionId = await hereUntilStopped(() => everyKeyIsDue(keys));
  let collected = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    // spread evenly, in no order, over what a dashboard does first
    const share = (((kill * 7) % KILLS) + Math.random()) / KILLS;
    if (await lifeOfDashboard(share * LIFE_MS)) collected += 1;
  }
  expect(collected).toBe(KILLS);

  await hereUntilStopped(async () => {
    const { store } = await getRuntime();
    const decisions = await until(async () => {
      const found = await store.conditions.decisions(conditionId, ['run-again'], 5_000);
      const waiting = (await store.conditions.due(null)).filter(({ status }) => status !== 'unconfirmed');
      return found.length === keys.length && waiting.length === 0 && found;
    }, 90_000);
    const dues = await store.conditions.dueOfHops(decisions.map(({ hopId }) => hopId));
    expect(dues).toHaveLength(keys.length);
    const unconfirmed = dues.filter(({ status }) => status === 'unconfirmed');
    expect(dues.filter(({ status }) => status === 'sent')).toHaveLength(keys.length - unconfirmed.length);
    const senders = new Set<string>();
    for (const { operationId } of dues) {
      senders.add((await store.operations.find(operationId ?? ''))?.instanceId ?? '');
    }
    expect(senders.size).toBeGreaterThan(KILLS / 4);
    // which attempt the run of an unconfirmed one is nobody knows: a person decides
    const undecided = await store.conditions.decisions(conditionId, ['undecidable'], 5_000);
    expect(undecided.length).toBeLessThanOrEqual(unconfirmed.length);
    const open = new Set(unconfirmed.map(({ payload }) => JSON.parse(payload).key as string));
    for (const key of keys) {
      const runs = await lineCount(aws, 'busy', `ran ${key}`);
      if (open.has(key)) expect([1, 2]).toContain(runs);
      else expect({ key, runs }).toEqual({ key, runs: 2 });
    }
  });
});

/** This process is the dashboard while `act` runs. */
async function hereUntilStopped<T>(act: () => Promise<T>): Promise<T> {
  await startRuntime({ ...process.env, ...settings, REPRISE_LOG_LEVEL: 'error' }, (error) => {
    throw error;
  });
  try {
    return await act();
  } finally {
    await runtimeSlot().stop?.();
    runtimeSlot().stop = null;
  }
}

/** One run of a dashboard, killed `killAfterMs` after it began to collect; false where it was not that far in time. */
async function lifeOfDashboard(killAfterMs: number): Promise<boolean> {
  const child = run(dashboardFile);
  let output = '';
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const collects = new Promise<boolean>((resolve) => {
    const onText = (bytes: Buffer) => {
      output += bytes.toString();
      if (output.includes('this dashboard collects')) resolve(true);
    };
    child.stdout?.on('data', onText);
    child.stderr?.on('data', onText);
  });
  const collecting = await Promise.race([collects, exited.then(() => false)]);
  if (collecting) await delay(killAfterMs);
  child.kill('SIGKILL');
  await exited;
  return collecting;
}

function run(file: string): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', file], {
    // ends with this process, however that ends
    env: { ...process.env, ...settings, REPRISE_LAUNCHER_PID: String(process.pid) },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  started.push(child);
  return child;
}

/** Deploys the condition and lets each key's run be one to run again now; the dashboards to come send them. */
async function everyKeyIsDue(keys: readonly string[]): Promise<string> {
  const runtime = await getRuntime();
  const { conditions } = runtime.store;
  const limits = { delaySeconds: 3_600, ratePerSecond: RATE_PER_SECOND };
  const conditionId = await deployedCondition(runtime, busyInput({ limits }));
  for (const key of keys) {
    await aws.lambda.send(
      new InvokeCommand({
        FunctionName: 'busy',
        InvocationType: 'Event',
        Payload: JSON.stringify({ key }),
      }),
    );
  }
  const dues = await until(async () => {
    const found = await conditions.due(null);
    return found.length === keys.length && found;
  }, 60_000);
  const deployed = (await conditions.find(conditionId))?.deployed ?? null;
  await conditions.setDeployed(conditionId, deployed && { ...deployed, paused: true });
  for (const { dueRerunId } of dues) await conditions.runDueNow(dueRerunId);
  await conditions.setDeployed(conditionId, deployed);
  return conditionId;
}
