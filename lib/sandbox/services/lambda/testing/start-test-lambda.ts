import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CreateFunctionCommand, type CreateFunctionCommandInput, LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { until } from '../../../../testing/until.ts';
import { createSandboxClock } from '../../../clock.ts';
import { createFaultBoard } from '../../../fault-board.ts';
import { startServer } from '../../../server.ts';
import { createLambdaService } from '../lambda-service.ts';

const ACCOUNT_ID = '000000000000';
export const REGION = 'us-east-1';

interface LoggedEvent {
  logGroupName: string;
  logStreamName: string;
  timestamp: number;
  message: string;
}

export interface TestLambda {
  client: LambdaClient;
  endpoint: string;
  dataDir: string;
  logged: LoggedEvent[];
  counted: { metric: string; functionName: string }[];
  bugs: unknown[];
  /** The messages of one function's default log group. */
  messages(functionName: string): string[];
  /** Creates a function from the source of its files; `index.mjs` exports `handler`. */
  create(
    name: string,
    source: string | Record<string, string>,
    input?: Partial<CreateFunctionCommandInput>,
  ): Promise<void>;
  /** Resolves when `condition` holds; rejects after 20 s, or `timeoutMs`. */
  until(condition: () => boolean, timeoutMs?: number): Promise<void>;
  restart(): Promise<TestLambda>;
  stop(): Promise<void>;
}

/** Lambda on a free port in a folder of its own, with logs and counts kept in arrays. */
export async function startTestLambda(
  options: { dataDir?: string; timeScale?: number; idleEnvironmentMs?: number } = {},
): Promise<TestLambda> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(os.tmpdir(), 'reprise-lambda-')));
  const logged: LoggedEvent[] = [];
  const counted: { metric: string; functionName: string }[] = [];
  const bugs: unknown[] = [];
  const faults = createFaultBoard();
  let endpoint = '';
  const service = createLambdaService({
    dataDir,
    endpoint: () => endpoint,
    region: REGION,
    accountId: ACCOUNT_ID,
    logs: {
      append: (logGroupName, logStreamName, events) => {
        for (const event of events) logged.push({ logGroupName, logStreamName, ...event });
      },
    },
    deliver: async () => ({ kind: 'refused', code: 'NO_RESOURCE', message: 'Lambda stands alone here.' }),
    metrics: { count: (metric, functionName) => counted.push({ metric, functionName }) },
    clock: createSandboxClock(options.timeScale ?? 0.002, faults),
    ...(options.idleEnvironmentMs === undefined ? {} : { idleEnvironmentMs: options.idleEnvironmentMs }),
  });
  const server = await startServer({
    port: 0,
    services: [service],
    faults,
    accountId: ACCOUNT_ID,
    status: () => ({
      name: 'reprise-sandbox',
      version: 'test',
      pid: process.pid,
      region: REGION,
      accountId: ACCOUNT_ID,
      services: ['lambda'],
      functionCount: service.functionCount(),
    }),
    onBug: (error) => bugs.push(error),
  });
  endpoint = server.endpoint;
  await service.start?.();
  const client = new LambdaClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  const end = async () => {
    client.destroy();
    await service.stop?.();
    await server.stop();
  };
  return {
    client,
    endpoint,
    dataDir,
    logged,
    counted,
    bugs,
    messages: (name) =>
      logged.filter((event) => event.logGroupName === `/aws/lambda/${name}`).map((event) => event.message),
    async create(name, source, input = {}) {
      const files = typeof source === 'string' ? { 'index.mjs': source } : source;
      const zip = zipSync(
        Object.fromEntries(Object.entries(files).map(([file, text]) => [file, strToU8(text)])),
      );
      await client.send(
        new CreateFunctionCommand({
          FunctionName: name,
          Role: 'arn:aws:iam::000000000000:role/test',
          Runtime: 'nodejs22.x',
          Handler: 'index.handler',
          Timeout: 10,
          Code: { ZipFile: zip },
          ...input,
        }),
      );
    },
    async until(condition, timeoutMs = 20_000) {
      await until(condition, timeoutMs);
    },
    async restart() {
      await end();
      return startTestLambda({ ...options, dataDir });
    },
    async stop() {
      await end();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
