import { readdirSync } from 'node:fs';
import path from 'node:path';
import {
  DeleteFunctionConcurrencyCommand,
  InvokeCommand,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  PutFunctionRecursionConfigCommand,
} from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestLambda, type TestLambda } from './testing/start-test-lambda.ts';

const SELF = `import { LambdaClient, InvokeCommand } from '@aws-sdk/client-lambda';
const client = new LambdaClient({ maxAttempts: 1 });
export const handler = async (event, context) => {
  console.log('run ' + event.n + ' ' + process.env._X_AMZN_TRACE_ID);
  if (event.n >= event.last) return event.n;
  const answer = await client.send(new InvokeCommand({
    FunctionName: context.invokedFunctionArn,
    InvocationType: event.type,
    Payload: JSON.stringify({ ...event, n: event.n + 1 }),
  }));
  console.log('called ' + answer.$metadata.requestId + ' ' + (answer.FunctionError ?? ''));
  return event.n;
};`;

let lambda: TestLambda;
beforeEach(async () => {
  lambda = await startTestLambda();
});
afterEach(async () => {
  await lambda.stop();
  expect(lambda.bugs).toEqual([]);
});

async function send(functionName: string, event: unknown): Promise<string> {
  const answer = await lambda.client.send(
    new InvokeCommand({
      FunctionName: functionName,
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(event)),
    }),
  );
  expect(answer.StatusCode).toBe(202);
  return answer.$metadata.requestId ?? '';
}
const queued = () => readdirSync(path.join(lambda.dataDir, 'lambda', 'queue')).length;
const linesWith = (name: string, text: string) => lambda.messages(name).filter((line) => line.includes(text));

test('a failing event is tried three times with one request ID and one trace', async () => {
  await lambda.create(
    'failing',
    `export const handler = async () => { console.log(process.env._X_AMZN_TRACE_ID); throw new Error('no'); };`,
  );
  const requestId = await send('failing', {});
  await lambda.until(() => linesWith('failing', 'REPORT').length === 3 && queued() === 0);
  expect(linesWith('failing', 'START RequestId').every((line) => line.includes(requestId))).toBe(true);
  const roots = linesWith('failing', 'Root=').map((line) => line.split('\t').at(-1));
  expect(new Set(roots).size).toBe(1);
  expect(lambda.counted.filter(({ metric }) => metric === 'Errors').length).toBe(3);
});

test('MaximumRetryAttempts 0 tries once', async () => {
  await lambda.create('once', `export const handler = async () => { throw new Error('no'); };`);
  await lambda.client.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'once', MaximumRetryAttempts: 0 }),
  );
  await send('once', {});
  await lambda.until(() => linesWith('once', 'REPORT').length === 1 && queued() === 0);
});

test('an event older than its maximum age is not tried again', async () => {
  await lambda.create('aged', `export const handler = async () => { throw new Error('no'); };`);
  await lambda.client.send(
    new PutFunctionEventInvokeConfigCommand({ FunctionName: 'aged', MaximumEventAgeInSeconds: 60 }),
  );
  await send('aged', {});
  await lambda.until(() => linesWith('aged', 'REPORT').length === 1 && queued() === 0);
});

test('an asynchronous chain keeps Root, grows Lineage and ends silently after 16 runs', async () => {
  await lambda.create('loop', SELF);
  await send('loop', { n: 1, last: 100, type: 'Event' });
  const dropped = { metric: 'RecursiveInvocationsDropped', functionName: 'loop' };
  await lambda.until(() => lambda.counted.some(({ metric }) => metric === dropped.metric) && queued() === 0);
  expect(lambda.counted).toContainEqual(dropped);
  // lines of different environments come in any order
  const number = (line: string) => Number(/\trun (\d+)/.exec(line)?.[1]);
  const runs = linesWith('loop', '\trun ').sort((a, b) => number(a) - number(b));
  expect(runs.length).toBe(16);
  expect(new Set(runs.map((line) => /Root=[^;]+/.exec(line)?.[0])).size).toBe(1);
  expect(new Set(runs.map((line) => /Parent=[^;]+/.exec(line)?.[0])).size).toBe(16);
  expect(runs.map((line) => /Lineage=1:[0-9a-f]{8}:(\d+)/.exec(line)?.[1])).toEqual(
    [...Array(16).keys()].map(String),
  );
  const called = new Map(
    linesWith('loop', '\tcalled ').map((line) => [line.split('\t')[1], /called (\S+)/.exec(line)?.[1]]),
  );
  const ran = runs.map((line) => line.split('\t')[1]);
  expect(ran.slice(0, 15).map((requestId) => called.get(requestId))).toEqual(ran.slice(1));
  expect(called.get(ran[15])).toMatch(/^[0-9a-f-]{36}$/);
  expect(lambda.messages('loop').at(-1)).toMatch(/^REPORT/);
});

test('with Allow it goes on', async () => {
  await lambda.create('allowed', SELF);
  await lambda.client.send(
    new PutFunctionRecursionConfigCommand({ FunctionName: 'allowed', RecursiveLoop: 'Allow' }),
  );
  await send('allowed', { n: 1, last: 25, type: 'Event' });
  await lambda.until(() => linesWith('allowed', '\trun ').length === 25 && queued() === 0);
  expect(lambda.counted.some(({ metric }) => metric === 'RecursiveInvocationsDropped')).toBe(false);
});

test('a synchronous caller inside the chain gets RecursiveInvocationException', async () => {
  await lambda.create('nested', SELF, { Timeout: 30 });
  await lambda.client.send(
    new InvokeCommand({
      FunctionName: 'nested',
      Payload: Buffer.from(JSON.stringify({ n: 1, last: 100, type: 'RequestResponse' })),
    }),
  );
  expect(linesWith('nested', '\trun ').length).toBe(16);
  const [error] = linesWith('nested', 'Invoke Error');
  expect(error).toContain('"errorType":"RecursiveInvocationException"');
}, 60_000);

test('reserved concurrency 0 refuses at once and drops events; without it they run', async () => {
  await lambda.create('braked', `export const handler = async () => 'ran';`);
  const reserve = (count: number) =>
    new PutFunctionConcurrencyCommand({ FunctionName: 'braked', ReservedConcurrentExecutions: count });
  await lambda.client.send(reserve(0));
  await expect(lambda.client.send(new InvokeCommand({ FunctionName: 'braked' }))).rejects.toMatchObject({
    name: 'TooManyRequestsException',
    Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    $metadata: { httpStatusCode: 429 },
  });
  await send('braked', {});
  await lambda.until(() => queued() === 0);
  expect(lambda.messages('braked')).toEqual([]);
  expect(lambda.counted.filter(({ metric }) => metric === 'Throttles').length).toBe(2);
  await lambda.client.send(new DeleteFunctionConcurrencyCommand({ FunctionName: 'braked' }));
  await send('braked', {});
  await lambda.until(() => linesWith('braked', 'REPORT').length === 1);
});

test('throttled events go back to the queue until there is room', async () => {
  await lambda.create(
    'narrow',
    `export const handler = async () => { await new Promise((r) => setTimeout(r, 40)); };`,
  );
  await lambda.client.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'narrow', ReservedConcurrentExecutions: 1 }),
  );
  await Promise.all([send('narrow', 1), send('narrow', 2), send('narrow', 3)]);
  await lambda.until(() => linesWith('narrow', 'REPORT').length === 3 && queued() === 0);
  expect(lambda.counted.some(({ metric }) => metric === 'Throttles')).toBe(true);
  expect(new Set(lambda.logged.map((event) => event.logStreamName)).size).toBe(1);
});

test('events and functions survive a restart, cut-off runs are run again', async () => {
  await lambda.create(
    'slow',
    `export const handler = async (event) => { console.log('begin'); await new Promise((r) => setTimeout(r, event.ms)); };`,
  );
  const requestId = await send('slow', { ms: 300 });
  await lambda.until(() => linesWith('slow', 'begin').length === 1);
  lambda = await lambda.restart();
  await lambda.until(() => linesWith('slow', 'REPORT').length === 1 && queued() === 0);
  expect(linesWith('slow', 'START RequestId')[0]).toContain(requestId);
});

test('an event that waits for its retry runs after a restart', async () => {
  await lambda.stop();
  lambda = await startTestLambda({ timeScale: 0.02 });
  await lambda.create(
    'retried',
    `import { existsSync } from 'node:fs';
    export const handler = async (event) => { if (!existsSync(event.file)) throw new Error('not yet'); };`,
  );
  await send('retried', { file: path.resolve('package.json.missing') });
  await lambda.until(() => linesWith('retried', 'REPORT').length === 1);
  lambda = await lambda.restart();
  await lambda.until(() => linesWith('retried', 'REPORT').length === 2 && queued() === 0);
});

test('a stop while environments start leaves no process behind, and their events for the next start', async () => {
  await lambda.create(
    'starting',
    `console.log('pid ' + process.pid);
    await new Promise((resolve) => setTimeout(resolve, 300));
    export const handler = async () => 1;`,
  );
  await Promise.all([1, 2, 3].map((n) => send('starting', n)));
  await lambda.until(() => linesWith('starting', 'pid ').length > 0);
  const before = lambda;
  expect(queued()).toBe(3);
  lambda = await lambda.restart();
  const pids = before.messages('starting').flatMap((line) => /pid (\d+)/.exec(line)?.[1] ?? []);
  await lambda.until(() => !pids.some((pid) => isAlive(Number(pid))));
  await lambda.until(() => linesWith('starting', 'REPORT').length === 3 && queued() === 0);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
