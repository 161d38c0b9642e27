import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, type CreateFunctionCommandInput } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { createLiveHub } from '../live/live-hub.ts';
import { compose } from '../runtime/compose.ts';
import { readEnv } from '../runtime/env.ts';
import { createLogger } from '../runtime/logger.ts';
import { type Runtime, runtimeSlot } from '../runtime/runtime.ts';
import type { Fault } from '../sandbox/fault.ts';
import { startSandbox } from '../sandbox/main.ts';

export interface TestRuntime {
  runtime: Runtime;
  createFunction(name: string, source: string, input?: Partial<CreateFunctionCommandInput>): Promise<void>;
  /** Switches faults on in the sandbox; none clears them. */
  fault(...faults: Fault[]): Promise<void>;
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
  const bugs: unknown[] = [];
  const sandbox = await startSandbox({
    port: 0,
    dataDir: path.join(folder, 'sandbox'),
    timeScale: 0.01,
    examples: 'off',
    propagationMs: 0,
    region: REGION,
    onError: (error) => bugs.push(error),
  });
  const env = readEnv({
    REPRISE_DATA_DIR: path.join(folder, 'data'),
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
  const control = async (method: string, body?: Fault) => {
    const response = await fetch(`${sandbox.endpoint}/_sandbox/faults`, {
      method,
      headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  const close = async () => {
    closing.abort();
    composed.runtime.live.close();
    await composed.close();
  };
  return {
    get runtime() {
      return composed.runtime;
    },
    async createFunction(name, source, input = {}) {
      await composed.runtime.aws.lambda.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: 'arn:aws:iam::000000000000:role/test',
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 10,
          Code: { ZipFile: zipSync({ 'index.mjs': strToU8(source) }) },
          ...input,
        }),
      );
    },
    async fault(...faults) {
      if (faults.length === 0) await control('DELETE');
      for (const fault of faults) await control('POST', fault);
    },
    async restart() {
      await close();
      composed = await open();
      return composed.runtime;
    },
    async stop() {
      await close();
      await sandbox.stop();
      await rm(folder, { recursive: true, force: true });
      if (bugs.length > 0) throw new AggregateError(bugs, 'the sandbox had bugs');
    },
  };
}
