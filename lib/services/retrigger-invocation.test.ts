import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { RetriggerInput } from '../contract/operation.ts';
import { startTestRuntime, type TestRuntime } from '../testing/start-test-runtime.ts';
import { until } from '../testing/until.ts';
import { dismissOperation } from './dismiss-operation.ts';
import { awaitOperation } from './operation/await-operation.ts';
import { retriggerInvocation } from './retrigger-invocation.ts';

const HANDLER = `export const handler = async (event, context) => {
  console.log('Root is', process.env._X_AMZN_TRACE_ID, 'event', JSON.stringify(event));
  if (event.sleepMs) await new Promise((resolve) => setTimeout(resolve, event.sleepMs));
  if (event.fail) throw new RangeError('too far');
  return { event };
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('worker', HANDLER);
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const input = (change: Partial<RetriggerInput> = {}): RetriggerInput => ({
  operationId: randomUUID(),
  functionName: 'worker',
  payload: '{"n":1}',
  invocationType: 'RequestResponse',
  hopId: null,
  chain: 'new',
  ...change,
});

async function run(change: Partial<RetriggerInput> = {}) {
  const { operationId } = await retriggerInvocation(test.runtime, input(change));
  return awaitOperation(test.runtime, operationId);
}

/** The hops of the chain that `id` names, once all of them ended in the logs. */
const endedHops = (id: string, count: number) =>
  until(async () => {
    const chain = await test.runtime.store.chains.find(id);
    if (chain === null) return null;
    const { rows } = await test.runtime.store.hops.list(chain.chainId, { limit: 100, cursor: null });
    return rows.length === count && rows.every((row) => row.billedDurationMs !== null) && rows;
  });

it('answers before the run does, and lets other acts through meanwhile', async () => {
  const { operationId } = await retriggerInvocation(test.runtime, input({ payload: '{"sleepMs":6000}' }));
  const other = await run();
  expect(other.status).toBe('answered');
  expect((await test.runtime.store.operations.find(operationId))?.status).toBe('sent');
  const settled = await awaitOperation(test.runtime, operationId);
  expect(settled).toMatchObject({
    status: 'answered',
    statusCode: 200,
    response: '{"event":{"sleepMs":6000}}',
  });
  expect(settled.tail?.text).toContain('REPORT RequestId');
});

it('runs a double click once', async () => {
  const twice = input({ payload: '{"double":true}' });
  const answers = await Promise.all([
    retriggerInvocation(test.runtime, twice),
    retriggerInvocation(test.runtime, twice),
    retriggerInvocation(test.runtime, twice),
  ]);
  expect(new Set(answers.map(({ operationId }) => operationId))).toEqual(new Set([twice.operationId]));
  const settled = await awaitOperation(test.runtime, twice.operationId);
  const hops = await endedHops(settled.traceId, 1);
  expect(hops[0]).toMatchObject({ hopId: settled.hopId, requestId: settled.requestId, status: 'succeeded' });
  await expect(retriggerInvocation(test.runtime, { ...twice, payload: '{"other":1}' })).rejects.toMatchObject(
    {
      code: 'conflict',
    },
  );
});

it('goes on with the chain of a hop under its Root, the carrier kept', async () => {
  const first = await run({ payload: '{"fail":true}' });
  expect(first).toMatchObject({ status: 'answered', functionError: 'Unhandled' });
  const [failed] = await endedHops(first.traceId, 1);
  if (failed === undefined) throw new Error('no hop');
  const payload = '{"__rerun":{"v":1,"attempt":2},"big":12345678901234567890}';
  const again = await run({ hopId: failed.hopId, chain: 'continue', payload });
  expect(again).toMatchObject({ status: 'answered', traceId: first.traceId, payload });
  const hops = await endedHops(first.traceId, 2);
  expect(hops.map((hop) => hop.parentHopId)).toEqual([null, failed.hopId]);
  const chain = await test.runtime.store.chains.find(failed.chainId);
  expect(chain).toMatchObject({ hopCount: 2, status: 'recovered' });
  expect(new Set(hops.map((hop) => hop.chainId))).toEqual(new Set([chain?.chainId]));
});

it('starts a new chain under a Root of its own, the carrier taken out', async () => {
  const first = await run();
  const again = await run({
    hopId: first.hopId,
    payload: '{"a":1, "__rerun":{"v":1,"traceId":"x","parent":{"requestId":"y"}}, "b":12345678901234567890}',
  });
  expect(again.traceId).not.toBe(first.traceId);
  expect(again.chainId).not.toBe(first.chainId);
  expect(again.payload).toBe('{"a":1, "b":12345678901234567890}');
});

it('tells a refusal in words, and that nothing ran', async () => {
  await test.fault({ kind: 'throttle', operation: 'Invoke', count: 1, probability: 1 });
  const refused = await run();
  expect(refused).toMatchObject({
    status: 'failed',
    hopId: null,
    error: { code: 'throttled', httpStatus: 429 },
  });
  expect(refused.error?.nextStep).toBeTruthy();
});

it('keeps a lost reply unconfirmed, sends nothing again, and can be dismissed', async () => {
  await test.fault({ kind: 'lost-reply', operation: 'Invoke', count: 1, probability: 1 });
  const lost = await run({ payload: '{"lost":1}' });
  expect(lost.status).toBe('unconfirmed');
  const hops = await endedHops(lost.traceId, 1);
  expect(hops).toHaveLength(1);
  const settled = await until(async () => {
    const row = await test.runtime.store.operations.find(lost.operationId);
    return row?.status === 'answered' && row;
  });
  expect(settled.hopId).toBe(hops[0]?.hopId);
  await test.fault({ kind: '5xx', operation: 'Invoke', count: 1, probability: 1 });
  const broken = await run({ payload: '{"broken":1}' });
  expect(broken.status).toBe('unconfirmed');
  await dismissOperation(test.runtime, { operationId: broken.operationId });
  expect((await test.runtime.store.operations.find(broken.operationId))?.status).toBe('dismissed');
});

it('leaves what a restart interrupts unconfirmed, and runs it no second time', async () => {
  const { operationId } = await retriggerInvocation(test.runtime, input({ payload: '{"sleepMs":3000}' }));
  await until(async () => (await test.runtime.store.operations.find(operationId))?.status === 'sent');
  await test.restart();
  const settled = await until(async () => {
    const row = await test.runtime.store.operations.find(operationId);
    return row?.status === 'answered' && row;
  });
  expect(await endedHops(settled.traceId, 1)).toHaveLength(1);
});

it.each<[string, Partial<RetriggerInput>, object]>([
  ['an unknown function', { functionName: 'nobody' }, { code: 'not-found', field: 'functionName' }],
  ['no JSON', { payload: '{' }, { code: 'invalid-input', field: 'payload' }],
  ['a hop that is gone', { chain: 'continue', hopId: 'gone' }, { code: 'not-found', field: 'chain' }],
  ['no hop to go on from', { chain: 'continue' }, { code: 'invalid-input', field: 'chain' }],
])('refuses %s', async (_name, change, error) => {
  await expect(retriggerInvocation(test.runtime, input(change))).rejects.toMatchObject(error);
});
