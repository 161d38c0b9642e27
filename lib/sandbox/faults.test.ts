import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSandboxClock } from './clock.ts';
import { startTestServices, type TestServices } from './testing/start-test-services.ts';

const GROUP = '/aws/lambda/faulty';
let sandbox: TestServices;
let logs: CloudWatchLogsClient;

beforeEach(async () => {
  sandbox = await startTestServices();
  logs = new CloudWatchLogsClient(sandbox.client);
});
afterEach(async () => {
  logs.destroy();
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const control = (
  method: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-sandbox-control': '1' },
) =>
  fetch(`${sandbox.client.endpoint}/_sandbox/faults`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
const inject = async (fault: unknown) => expect((await control('POST', fault)).status).toBe(200);
const describeGroups = () => logs.send(new DescribeLogGroupsCommand({}));
const write = (count: number, at = Date.now()) =>
  sandbox.sink.append(
    GROUP,
    's',
    Array.from({ length: count }, (_, i) => ({ timestamp: at + i, message: `${i}` })),
  );

async function filterAll(limit = 10_000) {
  const messages: (string | undefined)[] = [];
  let nextToken: string | undefined;
  do {
    const page = await logs.send(new FilterLogEventsCommand({ logGroupName: GROUP, limit, nextToken }));
    messages.push(...(page.events ?? []).map((event) => event.message));
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return messages;
}

describe('the switch', () => {
  it('lists and clears', async () => {
    await inject({ kind: 'shuffle' });
    const listed = await control('GET');
    expect(await listed.json()).toEqual({ faults: [{ kind: 'shuffle', probability: 1 }] });
    expect(await (await control('DELETE')).json()).toEqual({ faults: [] });
  });

  it.each([
    ['broken JSON', '{'],
    ['no fault', {}],
    ['an unknown kind', { kind: 'flood', operation: 'Invoke' }],
    ['no operation', { kind: 'throttle' }],
    ['a delay without a time', { kind: 'delay', operation: 'Invoke' }],
    ['an impossible probability', { kind: 'shuffle', probability: 2 }],
    ['a field too many', { kind: 'shuffle', operatoin: 'x' }],
  ])('refuses %s', async (_name, body) => {
    expect((await control('POST', body)).status).toBe(400);
    expect(sandbox.faults.list()).toEqual([]);
  });

  it('wants its header and refuses pages', async () => {
    const fault = { kind: 'shuffle' };
    expect((await control('POST', fault, {})).status).toBe(403);
    expect((await control('POST', fault, { 'x-sandbox-control': '1', origin: 'http://x' })).status).toBe(403);
    expect(sandbox.faults.list()).toEqual([]);
  });
});

describe('requests', () => {
  it.each([
    ['throttle', 'ThrottlingException', 400],
    ['5xx', 'ServiceUnavailableException', 503],
    ['access-denied', 'AccessDeniedException', 400],
  ])('%s strikes the operation as often as asked', async (kind, name, httpStatusCode) => {
    await inject({ kind, operation: 'DescribeLogGroups', count: 2 });
    for (let i = 0; i < 2; i++) {
      await expect(describeGroups()).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
    }
    await expect(describeGroups()).resolves.toBeDefined();
  });

  it('the SDK retries what it takes for transient', async () => {
    await inject({ kind: 'throttle', operation: 'DescribeLogGroups', count: 2 });
    const retrying = new CloudWatchLogsClient({ ...sandbox.client, maxAttempts: 3 });
    const answer = await retrying.send(new DescribeLogGroupsCommand({}));
    expect(answer.$metadata.attempts).toBe(3);
  });

  it('names the action that is denied, in query services too', async () => {
    await inject({ kind: 'access-denied', operation: '*' });
    await expect(describeGroups()).rejects.toThrow('logs:DescribeLogGroups');
    const sts = new STSClient(sandbox.client);
    await expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  });

  it('a lost reply has been carried out', async () => {
    write(1);
    await inject({ kind: 'lost-reply', operation: 'PutLogEvents', count: 1 });
    const logEvents = [{ timestamp: Date.now() + 10, message: 'sent' }];
    const put = new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', logEvents });
    await expect(logs.send(put)).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(await filterAll()).toEqual(['0', 'sent']);
  });

  it('a delay delays', async () => {
    await inject({ kind: 'delay', operation: 'DescribeLogGroups', delayMs: 150 });
    const startedAt = performance.now();
    await describeGroups();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(145);
  });

  it('strikes one resource only where one is named', async () => {
    write(1);
    await inject({ kind: 'throttle', operation: 'FilterLogEvents', resource: '/aws/lambda/other' });
    expect(await filterAll()).toEqual(['0']);
    await inject({ kind: 'throttle', operation: 'FilterLogEvents', resource: GROUP });
    await expect(filterAll()).rejects.toMatchObject({ name: 'ThrottlingException' });
  });
});

describe('log delivery', () => {
  it('late events appear later', async () => {
    await inject({ kind: 'late', delayMs: 300, count: 1 });
    write(1);
    write(1);
    expect(await filterAll()).toHaveLength(1);
    await vi.waitFor(async () => expect(await filterAll()).toHaveLength(2), { timeout: 5_000 });
  });

  it('duplicates lose nothing, within a page and over pages', async () => {
    write(50);
    await inject({ kind: 'duplicate', probability: 0.5 });
    const messages = await filterAll(10);
    expect(messages.length).toBeGreaterThan(50);
    expect(new Set(messages).size).toBe(50);
  });

  it('shuffles a page, and keeps what is in it', async () => {
    write(50);
    const straight = await filterAll();
    await inject({ kind: 'shuffle', logGroupName: GROUP });
    const shuffled = await filterAll();
    expect(shuffled).not.toEqual(straight);
    expect([...shuffled].sort()).toEqual([...straight].sort());
  });
});

it('fails the entries of PutEvents that hold a text, as often as asked, and lets the others through', async () => {
  const events = new EventBridgeClient(sandbox.client);
  const put = () =>
    events.send(
      new PutEventsCommand({
        Entries: ['first', 'second'].map((DetailType) => ({ Source: 'a', DetailType, Detail: '{}' })),
      }),
    );
  await inject({ kind: 'entry-failed', text: 'second', count: 1 });
  expect(await put()).toMatchObject({
    FailedEntryCount: 1,
    Entries: [{ EventId: expect.any(String) }, { ErrorCode: 'InternalFailure' }],
  });
  expect(await put()).toMatchObject({ FailedEntryCount: 0 });
  events.destroy();
});

it('a host clock ahead is what the clock says', async () => {
  const clock = createSandboxClock(1, sandbox.faults);
  expect(clock.hostSkewMs()).toBe(0);
  await inject({ kind: 'clock-ahead', ms: 100 });
  await inject({ kind: 'clock-ahead', ms: 200 });
  expect(clock.hostSkewMs()).toBe(200);
  await control('DELETE');
  expect(clock.hostSkewMs()).toBe(0);
});
