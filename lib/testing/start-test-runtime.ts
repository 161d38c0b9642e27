import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createLiveHub } from '../live/live-hub.ts';
import { compose } from '../runtime/compose.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';
import { type Runtime, runtimeSlot } from '../runtime/runtime.ts';
import { startTestSandbox, type TestSandbox } from '../sandbox/testing/start-test-sandbox.ts';

export interface TestRuntime extends Pick<TestSandbox<object>, 'createFunction' | 'fault'> {
  runtime: Runtime;
  /** Closes the runtime and composes another on the same data, as a restart of the dashboard does. */
  restart(): Promise<Runtime>;
  stop(): Promise<void>;
}

const REGION = 'us-east-1';

/** The real runtime (PGlite, collector) beside a real sandbox, in a folder of their own; getRuntime() answers it. */
export async function startTestRuntime(settings: Record<string, string> = {}): Promise<TestRuntime> {
  process.env.AWS_ACCESS_KEY_ID ??= 'test';
  process.env.AWS_SECRET_ACCESS_KEY ??= 'test';
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reprise-runtime-'));
  const sandbox = await startTestSandbox({}, () => ({}));
  const env = readEnv({
    REPRISE_DATA_DIR: folder,
    REPRISE_LOG_LEVEL: 'error',
    AWS_ENDPOINT_URL: sandbox.endpoint,
    ...settings,
  });
  const where = {
    sandbox: true,
    accountId: '000000000000',
    accountAlias: null,
    region: REGION,
    endpoint: sandbox.endpoint,
  };
  let closing = new AbortController();
  const open = () => {
    closing = new AbortController();
    const base = {
      env,
      logger: createLogger(env.REPRISE_LOG_LEVEL),
      live: createLiveHub(),
      instanceId: `test:${crypto.randomUUID()}`,
      startedAt: new Date(),
      version: '0.0.0',
      closing: closing.signal,
    };
    const opening = compose(base, where, () => null);
    runtimeSlot().current = opening.then((opened) => opened.runtime);
    return opening;
  };
  let composed = await open();
  const close = async () => {
    closing.abort();
    composed.runtime.live.close();
    await composed.close();
  };
  return {
    get runtime() {
      return composed.runtime;
    },
    createFunction: sandbox.createFunction,
    fault: sandbox.fault,
    async restart() {
      await close();
      composed = await open();
      return composed.runtime;
    },
    async stop() {
      await close();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
      if (sandbox.bugs.length > 0) throw new AggregateError(sandbox.bugs, 'the sandbox had bugs');
    },
  };
}
