import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { z } from 'zod';
import type { zFault } from '../fault.ts';
import { type SandboxOptions, startSandbox } from '../main.ts';

/** What SDK clients need to talk to it. */
interface ClientConfig {
  endpoint: string;
  region: string;
  credentials: { accessKeyId: string; secretAccessKey: string };
  maxAttempts: number;
}

type Fault = z.input<typeof zFault>;

export interface TestSandbox<Clients> {
  readonly clients: Clients & { lambda: LambdaClient };
  readonly endpoint: string;
  readonly dataDir: string;
  /** What no service meant to happen. */
  readonly bugs: unknown[];
  createFunction(name: string, source: string, input?: Partial<CreateFunctionCommandInput>): Promise<void>;
  /** Switches faults on; none clears them. */
  fault(...faults: Fault[]): Promise<void>;
  /** Ends and starts again on the same folder, elsewhere, with new clients. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** The whole sandbox on a free port in a folder of its own, with the clients that `connect` makes. */
export async function startTestSandbox<Clients extends Record<string, { destroy(): void }>>(
  options: Partial<SandboxOptions>,
  connect: (config: ClientConfig) => Clients,
): Promise<TestSandbox<Clients>> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-')));
  const bugs: unknown[] = [];
  const open = async () => {
    const sandbox = await startSandbox({
      port: 0,
      timeScale: 0.01,
      propagationMs: 0,
      examples: 'off',
      region: 'us-east-1',
      onError: (error) => bugs.push(error),
      ...options,
      dataDir,
    });
    const config = {
      endpoint: sandbox.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    };
    return { sandbox, clients: { lambda: new LambdaClient(config), ...connect(config) } };
  };
  let opened = await open();
  const close = async () => {
    for (const client of Object.values(opened.clients)) client.destroy();
    await opened.sandbox.stop();
  };
  const control = async (method: 'POST' | 'DELETE', fault?: Fault) => {
    const response = await fetch(`${opened.sandbox.endpoint}/_sandbox/faults`, {
      method,
      headers: { 'x-sandbox-control': '1', 'content-type': 'application/json' },
      ...(fault === undefined ? {} : { body: JSON.stringify(fault) }),
    });
    if (!response.ok) throw new Error(await response.text());
  };
  return {
    get clients() {
      return opened.clients;
    },
    get endpoint() {
      return opened.sandbox.endpoint;
    },
    dataDir,
    bugs,
    async createFunction(name, source, input = {}) {
      await opened.clients.lambda.send(
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
      opened = await open();
    },
    async stop() {
      await close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
