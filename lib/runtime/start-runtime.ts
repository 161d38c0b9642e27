import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { createAwsClients } from '../aws/aws-clients.ts';
import { isLoopback, locateAccount } from '../aws/locate-account.ts';
import type { AppError } from '../domain/app-error.ts';
import { createLiveHub } from '../live/live-hub.ts';
import { type Composed, compose, type RuntimeBase } from './compose.ts';
import { type Env, readEnv } from './env.ts';
import { createLogger } from './logger.ts';
import { type RuntimeSlot, runtimeSlot, type Where } from './runtime.ts';

/** An endpoint on this machine is being started beside us; AWS is there or it is not. */
const LOCAL_PATIENCE_MS = 5_000;
const ANSWER_TIMEOUT_MS = 4_000;
const LOCATE_AGAIN_MS = 5_000;

/**
 * Starts the runtime of this process and stores it for every copy of the modules; an earlier one (hot reload) is stopped
 * first. Throws where settings are wrong or the database cannot be opened, never for want of AWS; where that shows only
 * once the account is known, `onFatal` is told.
 */
export async function startRuntime(
  source: Record<string, string | undefined>,
  onFatal: (error: unknown) => void,
): Promise<void> {
  const slot = runtimeSlot();
  await slot.stop?.();
  const env = readEnv(source);
  const closing = new AbortController();
  const base: RuntimeBase = {
    env,
    logger: createLogger(env.REPRISE_LOG_LEVEL),
    live: createLiveHub(),
    instanceId: `${os.hostname()}:${process.pid}:${randomUUID()}`,
    startedAt: new Date(),
    version: versionOf('package.json'),
    closing: closing.signal,
  };
  let composed: Composed | null = null;
  let problem: AppError | null = null;
  const locate = async (patienceMs: number): Promise<Where> => {
    const found = await whereOf(env, patienceMs, closing.signal);
    problem = found.problem;
    return found.where;
  };
  const use = async (where: Where) => {
    composed = await compose(base, where, () => problem);
    return composed.runtime;
  };
  const starting = locate(LOCAL_PATIENCE_MS).then(use);
  slot.current = starting;
  slot.stop = async () => {
    closing.abort();
    base.live.close();
    await slot.current?.catch(() => {});
    await composed?.close();
  };
  const { where } = await starting;
  base.logger.info({ where, instanceId: base.instanceId }, 'started');
  if (where.accountId === null) {
    locateLater(slot, closing.signal, locate, () => composed, use).catch(onFatal);
  }
}

/** Asks again until AWS says whose account it is, then opens that account's store in place of the empty one. */
async function locateLater(
  slot: RuntimeSlot,
  signal: AbortSignal,
  locate: (patienceMs: number) => Promise<Where>,
  former: () => Composed | null,
  use: (where: Where) => Promise<Composed['runtime']>,
): Promise<void> {
  while (!signal.aborted) {
    await delay(LOCATE_AGAIN_MS, undefined, { signal }).catch(() => {});
    if (signal.aborted) return;
    const where = await locate(0);
    if (where.accountId === null) continue;
    const empty = former();
    slot.current = (async () => {
      await empty?.close();
      return use(where);
    })();
    const runtime = await slot.current;
    runtime.live.publish('{"type":"health"}');
    runtime.logger.info({ where }, 'the account is known');
    return;
  }
}

async function whereOf(
  env: Env,
  patienceMs: number,
  signal: AbortSignal,
): Promise<{ where: Where; problem: AppError | null }> {
  const endpoint = env.AWS_ENDPOINT_URL ?? null;
  const aws = createAwsClients({ region: env.AWS_REGION, endpoint });
  const until = performance.now() + (isLoopback(endpoint) ? patienceMs : 0);
  const nowhere = { accountId: null, accountAlias: null, region: env.AWS_REGION, endpoint, sandbox: false };
  try {
    for (;;) {
      const found = await locateAccount(aws, ANSWER_TIMEOUT_MS);
      if ('location' in found) return { where: { ...nowhere, ...found.location }, problem: null };
      if (performance.now() >= until || signal.aborted) return { where: nowhere, problem: found.problem };
      await delay(300, undefined, { signal }).catch(() => {});
    }
  } finally {
    aws.destroy();
  }
}

function versionOf(packageFile: string): string {
  const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
  return version;
}
