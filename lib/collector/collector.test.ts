import { randomUUID } from 'node:crypto';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  CreateLogStreamCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestSandbox, type TestSandbox } from '../sandbox/testing/start-test-sandbox.ts';
import type { HopDetailRow, Store } from '../store/store.ts';
import { startTestCollector, type TestCollector } from '../testing/start-test-collector.ts';
import { until } from '../testing/until.ts';
import type { Collector } from './collector.ts';

let sandbox: TestSandbox<{ logs: CloudWatchLogsClient }>;
let collecting: TestCollector;
let store: Store;

beforeAll(async () => {
  sandbox = await startTestSandbox({ timeScale: 0.005 }, (config) => ({
    logs: new CloudWatchLogsClient({ ...config, maxAttempts: 10 }),
  }));
  collecting = await startTestCollector(sandbox.endpoint);
  store = collecting.store;
});

afterEach(async () => {
  await collecting.stopCollecting();
  await sandbox.fault();
});

afterAll(async () => {
  await collecting.stop();
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const createFunction = (name: string, source = 'export const handler = async () => "ok";') =>
  sandbox.createFunction(name, source, { Timeout: 3 });

/** A log stream to which the test writes what Lambda would. */
async function openStream(functionName: string): Promise<(events: [number, string][]) => Promise<void>> {
  const logGroupName = `/aws/lambda/${functionName}`;
  const logStreamName = `2026/10/08/[$LATEST]${randomUUID().replaceAll('-', '')}`;
  await sandbox.clients.logs.send(new CreateLogGroupCommand({ logGroupName })).catch(() => {});
  await sandbox.clients.logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  return async (events) => {
    const logEvents = events.map(([timestamp, message]) => ({ timestamp, message }));
    await sandbox.clients.logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents }));
  };
}

/** The lines of one run of 40 ms, with what its application printed. */
function runOf(requestId: string, startMs: number, printed: string[] = []): [number, string][] {
  return [
    [startMs, `START RequestId: ${requestId} Version: $LATEST\n`],
    ...printed.map((text): [number, string] => [
      startMs + 5,
      `${new Date(startMs + 5).toISOString()}\t${requestId}\tINFO\t${text}\n`,
    ]),
    [startMs + 40, `END RequestId: ${requestId}\n`],
    [
      startMs + 40,
      `REPORT RequestId: ${requestId}\tDuration: 40.00 ms\tBilled Duration: 40 ms\tMemory Size: 128 MB\tMax Memory Used: 60 MB\t\n`,
    ],
  ];
}

const finished = async (requestId: string): Promise<HopDetailRow | null> => {
  const hop = await store.hops.findByRequestId(requestId);
  return hop !== null && hop.status !== 'running' ? hop : null;
};

async function hopsOf(functionName: string): Promise<{ requestId: string; status: string }[]> {
  const hops: { requestId: string; status: string }[] = [];
  const filter = {
    status: [],
    attention: false,
    functionNames: [functionName],
    mechanisms: [],
    from: null,
    to: null,
    singles: true,
    text: '',
  };
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Store['chains']['list']>> = await store.chains.list(filter, {
      limit: 100,
      cursor,
    });
    for (const chain of page.rows) {
      const { rows } = await store.hops.list(chain.chainId, { limit: 1_000, cursor: null });
      hops.push(...rows.map((hop) => ({ requestId: hop.requestId, status: hop.status })));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return hops;
}

const sourceOf = async (collector: Collector, functionName: string) => {
  const { sources } = await collector.health();
  return sources.find((source) => source.functionNames.includes(functionName));
};

it('finds functions, follows what they log and says so', async () => {
  await createFunction('greeter', 'export const handler = async (e) => { console.log("hello", e.name); };');
  const collector = collecting.collect();
  const { $metadata } = await sandbox.clients.lambda.send(
    new InvokeCommand({ FunctionName: 'greeter', Payload: Buffer.from('{"name":"Ada"}') }),
  );
  const hop = await until(() => finished($metadata.requestId ?? ''));
  expect(hop).toMatchObject({ functionName: 'greeter', status: 'succeeded', coldStart: true });
  expect(hop.tail.text).toContain('hello Ada');
  const rowOf = async () => (await store.functions.list()).find((item) => item.functionName === 'greeter');
  const row = await rowOf();
  expect(row).toMatchObject({
    functionName: 'greeter',
    configuration: { timeoutSeconds: 3, logFormat: 'Text' },
  });
  await until(async () => (await rowOf())?.configuration.recursiveLoop === 'Terminate');
  const source = await sourceOf(collector, 'greeter');
  expect(source).toMatchObject({ logGroupName: '/aws/lambda/greeter', status: 'following', problem: null });
  expect(source?.lagMs).toBeLessThan(2_000);
});

it('says that a chain was cut by AWS’s loop guard, of which nothing is logged', async () => {
  await createFunction(
    'runaway',
    `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
    const lambda = new LambdaClient({});
    export const handler = async (event, context) => {
      console.log(process.env._X_AMZN_TRACE_ID);
      await lambda.send(new InvokeCommand({ FunctionName: context.functionName, InvocationType: 'Event', Payload: '{}' }));
    };`,
  );
  collecting.collect();
  const { $metadata } = await sandbox.clients.lambda.send(
    new InvokeCommand({ FunctionName: 'runaway', InvocationType: 'Event' }),
  );
  const chain = await until(async () => {
    const found = await store.chains.find($metadata.requestId ?? '');
    return found?.status === 'cut' ? found : null;
  });
  expect(chain.hopCount).toBeGreaterThanOrEqual(16);
});

describe('faults', () => {
  it('of every kind at once leave every hop there exactly once', async () => {
    const started = Date.now() - 30_000;
    const ids = Array.from({ length: 60 }, () => randomUUID());
    await createFunction('faulty');
    collecting.collect({ pace: { overlapMs: 60_000, quickOverlapMs: 60_000 } });
    const write = await openStream('faulty');
    for (const kind of ['throttle', '5xx', 'lost-reply'] as const) {
      await sandbox.fault({ kind, operation: 'FilterLogEvents', probability: 0.2 });
    }
    await sandbox.fault({ kind: 'access-denied', operation: 'FilterLogEvents', count: 3 });
    await sandbox.fault({ kind: 'late', delayMs: 700, probability: 0.3 });
    await sandbox.fault({ kind: 'duplicate', probability: 0.4 });
    await sandbox.fault({ kind: 'shuffle' });
    const hostile = [
      '\u0000nul\u0000',
      'lone \ud800 high and \udc00 low',
      '\u001b[31mred <script>',
      '{"__proto__":{"x":1}}',
    ];
    for (const [index, requestId] of ids.entries()) {
      await write(
        runOf(requestId, started + index * 400, ['same line', 'same line', hostile[index % 4] ?? '']),
      );
    }
    const huge = randomUUID();
    const startMs = started + 25_000;
    await write([[startMs, `START RequestId: ${huge} Version: $LATEST\n`]]);
    await write([
      [startMs + 5, `${new Date(startMs).toISOString()}\t${huge}\tINFO\t${'x'.repeat(1_000_000)}\n`],
    ]);
    await write(runOf(huge, startMs).slice(1));
    for (const requestId of [...ids, huge]) await until(() => finished(requestId));
    await sandbox.fault();
    const hops = await hopsOf('faulty');
    expect(hops.map((hop) => hop.requestId).sort()).toEqual([...ids, huge].sort());
    expect(new Set(hops.map((hop) => hop.status))).toEqual(new Set(['succeeded']));
    const tail = await store.hops.tail((await finished(ids[0] ?? ''))?.hopId ?? '');
    expect(tail?.events.filter((event) => event.message.includes('same line'))).toHaveLength(2);
  });

  it('of one log group are said in words, and the others go on', async () => {
    await createFunction('denied');
    await createFunction('fine');
    const writeDenied = await openStream('denied');
    const writeFine = await openStream('fine');
    const collector = collecting.collect();
    await sandbox.fault({
      kind: 'access-denied',
      operation: 'FilterLogEvents',
      resource: '/aws/lambda/denied',
    });
    const failing = await until(async () => {
      const source = await sourceOf(collector, 'denied');
      return source?.status === 'failing' ? source : null;
    });
    expect(failing.problem).toMatchObject({ code: 'access-denied' });
    expect(failing.problem?.nextStep).toContain('logs:FilterLogEvents');
    expect(Date.parse(failing.retryAt ?? '')).toBeGreaterThan(0);
    const [deniedId, fineId] = [randomUUID(), randomUUID()];
    await writeDenied(runOf(deniedId, Date.now()));
    await writeFine(runOf(fineId, Date.now()));
    await until(() => finished(fineId));
    expect(await store.hops.findByRequestId(deniedId)).toBeNull();
    expect((await sourceOf(collector, 'fine'))?.problem).toBeNull();
    await sandbox.fault();
    await until(() => finished(deniedId));
    expect((await sourceOf(collector, 'denied'))?.problem).toBeNull();
  });

  it('of discovery are a problem of their own, and what was known is followed', async () => {
    await createFunction('known');
    const write = await openStream('known');
    const first = collecting.collect();
    await until(() => sourceOf(first, 'known'));
    await first.stop();
    await sandbox.fault({ kind: 'access-denied', operation: 'ListFunctions' });
    const second = collecting.collect();
    await until(async () => second.problem()?.code === 'access-denied');
    const requestId = randomUUID();
    await write(runOf(requestId, Date.now()));
    await until(() => finished(requestId));
  });
});

it('finds lines that came later than every overlap by the slow pass, and counts them', async () => {
  await createFunction('tardy');
  const write = await openStream('tardy');
  const collector = collecting.collect({
    pace: { overlapMs: 200, quickOverlapMs: 100, slowEveryMs: 400, slowWindowMs: 60_000 },
  });
  await until(() => sourceOf(collector, 'tardy'));
  await sandbox.fault({ kind: 'late', delayMs: 1_500 });
  const requestId = randomUUID();
  await write(runOf(requestId, Date.now()));
  await until(() => finished(requestId));
  expect((await sourceOf(collector, 'tardy'))?.lateLineCount).toBeGreaterThan(0);
});

it('goes on from its checkpoint after an end, and reads back no further than the back-fill', async () => {
  await createFunction('resumed');
  const write = await openStream('resumed');
  const [old, before, between] = [randomUUID(), randomUUID(), randomUUID()];
  await write(runOf(old, Date.now() - 600_000));
  await write(runOf(before, Date.now() - 1_000));
  const first = collecting.collect({ backfillMs: 60_000 });
  await until(() => finished(before));
  await first.stop();
  await write(runOf(between, Date.now()));
  collecting.collect({ backfillMs: 0 });
  await until(() => finished(between));
  expect(await store.hops.findByRequestId(old)).toBeNull();
  expect((await hopsOf('resumed')).map((hop) => hop.requestId).sort()).toEqual([before, between].sort());
});

it('reads a long back-fill page by page', async () => {
  await createFunction('busy');
  const write = await openStream('busy');
  const ids = Array.from({ length: 300 }, () => randomUUID());
  const started = Date.now() - 60_000;
  const line = 'y'.repeat(3_000);
  for (let n = 0; n < ids.length; n += 10) {
    const lines = ids.slice(n, n + 10).flatMap((id, i) => runOf(id, started + (n + i) * 100, [line, line]));
    await write(lines);
  }
  collecting.collect({ pace: { fullEveryMs: 60_000 } });
  await until(() => finished(ids.at(-1) ?? ''));
  const hops = await until(async () => {
    const found = await hopsOf('busy');
    return found.length === ids.length ? found : null;
  });
  expect(hops.map((hop) => hop.requestId).sort()).toEqual(ids.toSorted());
});

it('follows what the functions page chooses', async () => {
  await createFunction('chosen');
  const collector = collecting.collect();
  await until(() => sourceOf(collector, 'chosen'));
  await store.functions.setWatched('chosen', false);
  await store.notify('{"type":"functions"}');
  await until(async () => (await sourceOf(collector, 'chosen')) === undefined);
  await store.functions.setWatched('chosen', true);
  await store.notify('{"type":"functions"}');
  await until(() => sourceOf(collector, 'chosen'));
});

it('changes the store within a second of the line being written', async () => {
  await createFunction('quick');
  const write = await openStream('quick');
  const collector = collecting.collect({ pace: { hotMs: 350, idleMs: 700, idleMaxMs: 1_000 } });
  await until(() => sourceOf(collector, 'quick'));
  let heard: () => void = () => {};
  store.onNotification((payload) => {
    if (payload.includes('"chains"')) heard();
  });
  const latencies: number[] = [];
  for (let n = 0; n < 12; n += 1) {
    const changed = new Promise<void>((resolve) => {
      heard = resolve;
    });
    const writtenAt = performance.now();
    await write(runOf(randomUUID(), Date.now()));
    await changed;
    latencies.push(performance.now() - writtenAt);
  }
  expect(Math.max(...latencies.sort((a, b) => a - b).slice(0, 11))).toBeLessThan(1_200);
});
