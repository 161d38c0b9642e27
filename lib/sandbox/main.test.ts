import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { CloudWatchClient, GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  type FilteredLogEvent,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { EXAMPLE_FUNCTIONS } from './functions/catalogue.ts';
import { type Sandbox, startSandbox } from './main.ts';

const GROUP = '/aws/lambda/greeter';
const SOURCE = `export const handler = async (event) => {
  for (let i = 0; i < 20; i++) console.log('step ' + i);
  if (event.fail) throw new Error('as asked');
  return { hello: event.name };
};`;

let dataDir: string;
let sandbox: Sandbox;
const errors: unknown[] = [];

const start = () =>
  startSandbox({
    port: 0,
    dataDir,
    timeScale: 0.005,
    examples: 'off',
    region: 'us-east-1',
    onError: (error) => errors.push(error),
  });
const config = () => ({
  endpoint: sandbox.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-'));
  sandbox = await start();
  await new LambdaClient(config()).send(
    new CreateFunctionCommand({
      FunctionName: 'greeter',
      Runtime: 'nodejs22.x',
      Role: 'arn:aws:iam::000000000000:role/any',
      Handler: 'index.handler',
      Code: { ZipFile: zipSync({ 'index.mjs': strToU8(SOURCE) }) },
    }),
  );
});
afterAll(async () => {
  await sandbox.stop();
  await rm(dataDir, { recursive: true, force: true });
  expect(errors).toEqual([]);
});

async function eventsOf(requestId: string | undefined): Promise<FilteredLogEvent[]> {
  const logs = new CloudWatchLogsClient(config());
  const events: FilteredLogEvent[] = [];
  let nextToken: string | undefined;
  do {
    const filterPattern = `"${requestId}"`;
    const page = await logs.send(
      new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern, nextToken }),
    );
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

const invoke = (payload: unknown, InvocationType: 'RequestResponse' | 'Event' = 'RequestResponse') =>
  new LambdaClient(config()).send(
    new InvokeCommand({ FunctionName: 'greeter', InvocationType, Payload: JSON.stringify(payload) }),
  );

it('a sync invocation leaves its whole log, in order, in CloudWatch Logs', async () => {
  const answer = await invoke({ name: 'you' });
  expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ hello: 'you' });
  const { requestId } = answer.$metadata;
  await vi.waitFor(async () => expect((await eventsOf(requestId)).at(-1)?.message).toMatch(/^REPORT/), 5_000);
  const events = await eventsOf(requestId);
  const messages = events.map((event) => event.message ?? '');
  expect(messages[0]).toMatch(/^START RequestId/);
  expect(messages.at(-2)).toMatch(/^END RequestId/);
  const steps = messages
    .map((message) => /step (\d+)/.exec(message)?.[1])
    .filter((step) => step !== undefined);
  expect(steps).toEqual(Array.from({ length: 20 }, (_, i) => String(i)));
  const times = events.map((event) => event.timestamp ?? 0);
  expect([...times].sort((a, b) => a - b)).toEqual(times);
  expect(new Set(events.map((event) => event.logStreamName)).size).toBe(1);
});

it('an async invocation that fails is tried three times under one request ID, and counted', async () => {
  const { $metadata } = await invoke({ fail: true }, 'Event');
  const reports = async () =>
    (await eventsOf($metadata.requestId)).filter((event) => event.message?.startsWith('REPORT'));
  await vi.waitFor(async () => expect(await reports()).toHaveLength(3), { timeout: 20_000, interval: 100 });
  const answer = await new CloudWatchClient(config()).send(
    new GetMetricDataCommand({
      StartTime: new Date(Date.now() - 600_000),
      EndTime: new Date(Date.now() + 60_000),
      MetricDataQueries: [
        {
          Id: 'errors',
          MetricStat: {
            Metric: {
              Namespace: 'AWS/Lambda',
              MetricName: 'Errors',
              Dimensions: [{ Name: 'FunctionName', Value: 'greeter' }],
            },
            Period: 3_600,
            Stat: 'Sum',
          },
        },
      ],
    }),
  );
  const errorCount = answer.MetricDataResults?.[0]?.Values?.reduce((sum, value) => sum + value, 0);
  expect(errorCount).toBe(3);
});

it('keeps functions and logs over a restart', async () => {
  const { $metadata } = await invoke({ name: 'before' });
  await vi.waitFor(
    async () => expect((await eventsOf($metadata.requestId)).length).toBeGreaterThanOrEqual(3),
    5_000,
  );
  const before = await eventsOf($metadata.requestId);
  await sandbox.stop();
  sandbox = await start();
  expect(await eventsOf($metadata.requestId)).toEqual(before);
  const { Functions } = await new LambdaClient(config()).send(new ListFunctionsCommand({}));
  expect(Functions?.map((one) => one.FunctionName)).toEqual(['greeter']);
  const answer = await invoke({ name: 'after' });
  expect(JSON.parse(answer.Payload?.transformToString() ?? '')).toEqual({ hello: 'after' });
});

it.each([
  ['throttle', 'TooManyRequestsException', 429, 'Rate Exceeded'],
  ['5xx', 'ServiceException', 500, 'internal error'],
  ['access-denied', 'AccessDeniedException', 403, 'lambda:InvokeFunction'],
])(
  'an injected %s reaches the caller of Lambda as AWS words it',
  async (kind, name, httpStatusCode, text) => {
    const faults = `${sandbox.endpoint}/_sandbox/faults`;
    const body = JSON.stringify({ kind, operation: 'Invoke', resource: 'greeter', count: 1 });
    await fetch(faults, { method: 'POST', headers: { 'x-sandbox-control': '1' }, body });
    await expect(invoke({ name: 'you' })).rejects.toMatchObject({
      name,
      message: expect.stringContaining(text),
      $metadata: { httpStatusCode },
    });
    expect((await invoke({ name: 'you' })).StatusCode).toBe(200);
  },
);

it('a host clock ahead moves the times of log lines, not those of their arrival', async () => {
  const faults = `${sandbox.endpoint}/_sandbox/faults`;
  const headers = { 'x-sandbox-control': '1' };
  await fetch(faults, { method: 'POST', headers, body: JSON.stringify({ kind: 'clock-ahead', ms: 60_000 }) });
  const { $metadata } = await invoke({ name: 'early' });
  await fetch(faults, { method: 'DELETE', headers });
  const report = await vi.waitFor(async () => {
    const found = (await eventsOf($metadata.requestId)).find((event) => event.message?.startsWith('REPORT'));
    expect(found).toBeDefined();
    return found;
  }, 5_000);
  expect((report?.timestamp ?? 0) - (report?.ingestionTime ?? 0)).toBeGreaterThan(50_000);
});

it('says on which port it fails to listen, and leaves nothing running', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-'));
  const second = startSandbox({
    port: sandbox.port,
    dataDir: folder,
    timeScale: 1,
    examples: 'off',
    region: 'us-east-1',
    onError: (error) => errors.push(error),
  });
  await expect(second).rejects.toMatchObject({ code: 'EADDRINUSE', port: sandbox.port });
  await rm(folder, { recursive: true, force: true });
});

it('with examples on, every one that waits for no condition has run to a report within seconds', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'reprise-sandbox-'));
  const own = await startSandbox({
    port: 0,
    dataDir: folder,
    timeScale: 0.05,
    examples: 'on',
    region: 'eu-central-1',
    onError: (error) => errors.push(error),
  });
  const logs = new CloudWatchLogsClient({ ...config(), endpoint: own.endpoint });
  for (const { name, ofConditions } of EXAMPLE_FUNCTIONS) {
    if (ofConditions === true) continue;
    const search = async () => {
      const command = new FilterLogEventsCommand({
        logGroupName: `/aws/lambda/${name}`,
        filterPattern: '?REPORT ?"platform.report"',
      });
      return (await logs.send(command)).events?.length;
    };
    await vi.waitFor(async () => expect(await search()).toBeGreaterThan(0), {
      timeout: 20_000,
      interval: 100,
    });
  }
  const caused = async () => {
    const command = new FilterLogEventsCommand({
      logGroupName: '/aws/lambda/payment-watcher',
      filterPattern: '"eventbridge"',
    });
    const events = (await logs.send(command)).events ?? [];
    return events.filter((event) => event.message?.includes(String.raw`\"parent\":{\"eventId\"`));
  };
  await vi.waitFor(async () => expect((await caused()).length).toBeGreaterThan(1), {
    timeout: 20_000,
    interval: 100,
  });
  const status = (await (await fetch(`${own.endpoint}/_sandbox/status`)).json()) as { functionCount: number };
  expect(status.functionCount).toBe(EXAMPLE_FUNCTIONS.length);
  await own.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
});
