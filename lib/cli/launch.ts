import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../domain/app-error.ts';
import type { Env } from '../runtime/env.ts';
import { lockDataDir } from '../store/connection/data-dir-lock.ts';
import { buildDashboard } from './build-dashboard.ts';
import { bundle } from './bundle.mjs';
import { setUpExampleConditions } from './example-conditions.ts';
import { prepareDatabase } from './prepare-database.ts';
import { requireFreePort } from './require-free-port.ts';
import { Supervisor } from './supervisor.ts';
import { waitUntil } from './wait-until.ts';

const READY_TIMEOUT_MS = 60_000;

export interface LaunchOptions {
  env: Env;
  /** `start`: the production build; `dev`: hot reload. */
  mode: 'start' | 'dev';
  /** Real AWS (or `AWS_ENDPOINT_URL`) instead of the sandbox. */
  aws: boolean;
}

/**
 * Starts database, sandbox and dashboard, says what it is doing, prints the address when the dashboard answers, and
 * resolves with the exit code when everything has ended. Expected failures are thrown as AppError.
 */
export async function launch({ env, mode, aws }: LaunchOptions): Promise<number> {
  const say = (line: string) => console.log(line);
  await requireFreePort(env.HOST, env.PORT, 'PORT');
  if (!aws) {
    await requireFreePort('127.0.0.1', env.SANDBOX_PORT, 'SANDBOX_PORT');
    await requireUnlocked(path.join(env.REPRISE_DATA_DIR, 'sandbox'));
  }
  if (mode === 'start' && !(await buildDashboard(say))) {
    throw new AppError('internal', 'The dashboard could not be built; the lines above say why.');
  }
  if (!aws && env.DATABASE_URL === undefined) {
    await prepareDatabase(path.join(env.REPRISE_DATA_DIR, 'sandbox'), say);
  }
  const supervisor = new Supervisor();
  if (!aws) await startSandbox(env, supervisor, say);
  if (!supervisor.stopping) await startDashboard({ env, mode, aws }, supervisor, say);
  return supervisor.ended;
}

async function requireUnlocked(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true });
  const lock = await lockDataDir(dataDir);
  lock.release();
}

async function startSandbox(env: Env, supervisor: Supervisor, say: (line: string) => void): Promise<void> {
  say('Starting the sandbox …');
  supervisor.start({
    name: 'sandbox',
    argv: ['--enable-source-maps', await bundle('sandbox-process')],
    env: {},
    show: (line) => (line.startsWith('Sandbox ready') ? null : line),
  });
  const url = `http://127.0.0.1:${env.SANDBOX_PORT}/_sandbox/status`;
  const ready = await waitUntil(
    async () => (await fetch(url)).ok,
    READY_TIMEOUT_MS,
    () => supervisor.stopping,
  );
  if (!ready) await supervisor.stop(1);
}

async function startDashboard(
  { env, mode, aws }: LaunchOptions,
  supervisor: Supervisor,
  say: (line: string) => void,
): Promise<void> {
  say('Starting the dashboard …');
  const sandboxEnv = {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${env.SANDBOX_PORT}`,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
    AWS_SESSION_TOKEN: undefined,
    AWS_PROFILE: undefined,
  };
  supervisor.start({
    name: 'dashboard',
    argv: ['node_modules/next/dist/bin/next', mode, '-H', env.HOST, '-p', String(env.PORT)],
    env: { NEXT_TELEMETRY_DISABLED: '1', ...(aws ? {} : sandboxEnv) },
    show: (line) => (mode === 'dev' || /error|warn|✘|⨯|"level":(40|50|60)/i.test(line) ? line : null),
  });
  const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? '127.0.0.1' : env.HOST;
  const address = `http://${host}:${env.PORT}`;
  const ready = await waitUntil(
    async () => (await fetch(`${address}/api/v1/health`)).ok,
    READY_TIMEOUT_MS,
    () => supervisor.stopping,
  );
  if (ready) {
    say(`Reprise is ready at ${address}`);
    if (!aws) await startExampleConditions(env, address, supervisor, say);
  } else if (!supervisor.stopping) {
    say(`The dashboard did not answer within ${READY_TIMEOUT_MS / 1000} s.`);
    await supervisor.stop(1);
  }
}

async function startExampleConditions(
  env: Env,
  address: string,
  supervisor: Supervisor,
  say: (line: string) => void,
): Promise<void> {
  if (env.SANDBOX_EXAMPLES === 'off' || env.REPRISE_READ_ONLY === 'on') return;
  const stopped = () => supervisor.stopping;
  try {
    await setUpExampleConditions({ address, stopped }, path.join(env.REPRISE_DATA_DIR, 'sandbox'));
  } catch (error) {
    if (!stopped()) say(`The example conditions could not be set up: ${(error as Error).message}`);
  }
}
