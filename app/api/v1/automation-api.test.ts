import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import { type ApiCall, answer, callApi, refused } from '@/lib/testing/call-api';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import { until } from '@/lib/testing/until';
import * as unknownRoute from './[...path]/route';
import * as hopsRoute from './chains/[id]/hops/route';
import * as chainRoute from './chains/[id]/route';
import * as timelineRoute from './chains/[id]/timeline/route';
import * as chartRoute from './chains/chart/route';
import * as countsRoute from './chains/counts/route';
import * as chainsRoute from './chains/route';
import * as invocationsRoute from './functions/[name]/invocations/route';
import * as payloadsRoute from './functions/[name]/payloads/route';
import * as functionRoute from './functions/[name]/route';
import * as functionsRoute from './functions/route';
import * as healthRoute from './health/route';
import * as liveRoute from './hops/[hopId]/logs/live/route';
import * as logsRoute from './hops/[hopId]/logs/route';
import * as hopRoute from './hops/[hopId]/route';
import * as openApiRoute from './openapi.json/route';
import * as operationRoute from './operations/[operationId]/route';
import * as operationsRoute from './operations/route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

const ECHO = `export const handler = async (event, context) => {
  console.log('got', JSON.stringify(event), process.env._X_AMZN_TRACE_ID);
  if (event.sleepMs) await new Promise((resolve) => setTimeout(resolve, event.sleepMs));
  if (event.fail) throw new TypeError('as asked');
  return { event, big: 'x', requestId: context.awsRequestId };
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('echo', ECHO);
});
afterEach(() => test.fault());
afterAll(() => test.stop());

interface PostOptions {
  name?: string;
  key?: string;
  headers?: Record<string, string>;
}
const posting = (body: unknown, { name = 'echo', key, headers }: PostOptions = {}): ApiCall => ({
  params: { name },
  body,
  headers: { ...headers, ...(key === undefined ? {} : { 'idempotency-key': key }) },
});
const post = (body: string, options?: PostOptions) => callApi(invocationsRoute.POST, posting(body, options));

const answered = async (response: Response) =>
  apiRoutes.invokeFunction.answers[200].parse(await expectStatus(response, 200));
const accepted = async (response: Response) =>
  apiRoutes.invokeFunction.answers[202].parse(await expectStatus(response, 202));
async function expectStatus(response: Response, status: number): Promise<unknown> {
  const body: unknown = await response.json();
  expect({ status: response.status, body }).toMatchObject({ status });
  return body;
}

/** The hops of a chain once they all ended. */
function endedHops(chainId: string) {
  return until(async () => {
    const { items } = await answer(apiRoutes.listChainHops, hopsRoute.GET, { params: { id: chainId } });
    return (
      items.length > 0 && items.every((hop) => hop.endedAt !== null && hop.billedDurationMs !== null) && items
    );
  });
}

describe('POST invocations', () => {
  it('answers a synchronous run with its payload, tail, hop and chain', async () => {
    const run = await answered(await post('{"payload":{"n":12345678901234567890}}'));
    expect(run).toMatchObject({ statusCode: 200, functionError: null, payload: { big: 'x' } });
    expect(run.tail.text).toContain(`REPORT RequestId: ${run.requestId}`);
    const operation = await answer(apiRoutes.getOperation, operationRoute.GET, {
      params: {
        operationId: run.operationId,
      },
    });
    expect(operation).toMatchObject({
      status: 'answered',
      payload: '{"n":12345678901234567890}',
      hopId: run.hopId,
    });
    const [hop, ...others] = await endedHops(run.chainId);
    expect(others).toEqual([]);
    expect(hop).toMatchObject({
      hopId: run.hopId,
      requestId: run.requestId,
      via: 'manual',
      status: 'succeeded',
      traceId: run.traceId,
    });
  });

  it('answers a failed handler with 200 and functionError', async () => {
    const run = await answered(await post('{"payload":{"fail":true}}'));
    expect(run.functionError).toBe('Unhandled');
    expect(run.payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'as asked' });
    const [hop] = await endedHops(run.chainId);
    expect(hop).toMatchObject({ status: 'failed', errorType: 'TypeError', errorMessage: 'as asked' });
  });

  it('accepts an asynchronous run with 202 and goes on with a given trace', async () => {
    const traceId = '1-65f2a1b3-0123456789abcdef01234567';
    const body = JSON.stringify({ payload: {}, invocationType: 'Event', traceId: traceId.toUpperCase() });
    const first = await accepted(await post(body));
    expect(first).toMatchObject({ traceId, requestId: expect.any(String), hopId: expect.any(String) });
    const second = await accepted(await post(body));
    expect(second.operationId).not.toBe(first.operationId);
    const hops = await until(async () => {
      const all = await endedHops(traceId);
      return all.length === 2 && all;
    });
    expect(new Set(hops.map((hop) => hop.chainId)).size).toBe(1);
  });

  it.each([
    ['not JSON', '{"payload":}', 400, 'body'],
    ['no payload', '{}', 400, 'payload'],
    ['a wrong type', '{"payload":1,"invocationType":"Sometimes"}', 400, 'invocationType'],
    ['a wrong trace ID', '{"payload":1,"traceId":"1-2-3"}', 400, 'traceId'],
    ['6 MB + 1', `{"payload":"${'x'.repeat(6_291_455)}"}`, 413, 'payload'],
    ['1 MB + 1 as Event', `{"invocationType":"Event","payload":"${'x'.repeat(1_048_575)}"}`, 413, 'payload'],
    ['10 MB', `{"payload":"${'x'.repeat(10_000_000)}"}`, 413, 'payload'],
  ])('refuses %s beside the field', async (_name, body, status, field) => {
    const { errors } = await refused(invocationsRoute.POST, posting(body), status);
    expect(errors.map((error) => error.field)).toEqual([field]);
  });

  it('refuses what is not JSON, not UTF-8, or names no function', async () => {
    await refused(
      invocationsRoute.POST,
      posting('payload=1', { headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      415,
    );
    await refused(invocationsRoute.POST, posting(new Blob([Uint8Array.of(0x7b, 0xff, 0x7d)])), 400);
    expect(
      await refused(invocationsRoute.POST, posting('{"payload":1}', { name: 'nobody' }), 404),
    ).toMatchObject({
      code: 'not-found',
      errors: [{ field: 'functionName' }],
    });
    await refused(invocationsRoute.POST, posting('{"payload":1}', { name: 'a b' }), 400);
    await refused(invocationsRoute.POST, posting('{"payload":1}', { key: 'x'.repeat(256) }), 400);
  });

  it('takes deep nesting, __proto__, lone surrogates and NUL escapes as they are', async () => {
    const payload = `{"__proto__":{"a":1},"s":"\\ud800","nul":"\\u0000","deep":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const { operationId } = await answered(await post(`{"payload":${payload}}`));
    const operation = await answer(apiRoutes.getOperation, operationRoute.GET, { params: { operationId } });
    expect(operation.payload).toBe(payload);
  });

  it('gives AWS’s refusal with AWS’s status', async () => {
    await test.fault({ kind: 'throttle', operation: 'Invoke', count: 1, probability: 1 });
    expect(await refused(invocationsRoute.POST, posting('{"payload":1}'), 429)).toMatchObject({
      code: 'throttled',
      awsCode: 'TooManyRequestsException',
      operationId: expect.any(String),
    });
    await test.fault({ kind: 'access-denied', operation: 'Invoke', count: 1, probability: 1 });
    expect(await refused(invocationsRoute.POST, posting('{"payload":1}'), 403)).toMatchObject({
      code: 'access-denied',
    });
  });

  it('gives the first answer again for the same key: together, later, and after a restart', async () => {
    const body = '{"payload":{"sleepMs":100}}';
    const [one, two] = await Promise.all([post(body, { key: 'k1' }), post(body, { key: 'k1' })]);
    const first = await answered(one);
    expect(await answered(two)).toEqual(first);
    const text = await (await post(body, { key: 'k1' })).text();
    await endedHops(first.chainId);
    expect((await refused(invocationsRoute.POST, posting('{"payload":2}', { key: 'k1' }), 409)).code).toBe(
      'conflict',
    );
    await test.restart();
    expect(await (await post(body, { key: 'k1' })).text()).toBe(text);
    const { items } = await answer(apiRoutes.listChainHops, hopsRoute.GET, { params: { id: first.chainId } });
    expect(items).toHaveLength(1);
  });

  it('leaves a lost reply unconfirmed, never sends it again, and settles it by the logs', async () => {
    await test.fault({ kind: 'lost-reply', operation: 'Invoke', count: 1, probability: 1 });
    const body = '{"payload":{"lost":true}}';
    const lost = await refused(invocationsRoute.POST, posting(body, { key: 'lost' }), 504);
    expect(lost).toMatchObject({ code: 'unconfirmed', operationId: expect.any(String) });
    const operationId = lost.operationId ?? '';
    const settled = await until(async () => {
      const operation = await answer(apiRoutes.getOperation, operationRoute.GET, { params: { operationId } });
      return operation.status === 'answered' && operation;
    });
    const [hop, ...others] = await endedHops(settled.traceId ?? '');
    expect(others).toEqual([]);
    expect(hop?.hopId).toBe(settled.hopId);
    const again = await refused(invocationsRoute.POST, posting(body, { key: 'lost' }), 504);
    expect(again).toMatchObject({ operationId, detail: expect.stringContaining('ran once') });
  });
});

describe('GET', () => {
  it('answers every read by its schema', async () => {
    const { hopId, chainId, operationId } = await answered(await post('{"payload":{"hello":1}}'));
    await endedHops(chainId);
    if (hopId === null) throw new Error('no hop');
    const health = await answer(apiRoutes.getHealth, healthRoute.GET);
    expect(health.where).toMatchObject({ sandbox: true, accountId: '000000000000' });
    const list = await answer(apiRoutes.listChains, chainsRoute.GET, { query: 'singles=true&limit=1' });
    expect(list.items).toHaveLength(1);
    const next = await answer(apiRoutes.listChains, chainsRoute.GET, {
      query: `singles=true&limit=1&cursor=${encodeURIComponent(list.nextCursor ?? '')}`,
    });
    expect(next.items[0]?.chainId).not.toBe(list.items[0]?.chainId);
    const counts = await answer(apiRoutes.countChains, countsRoute.GET, { query: 'singles=true' });
    expect(counts.functions).toContainEqual({ functionName: 'echo', count: expect.any(Number) });
    const chart = await answer(apiRoutes.chartChains, chartRoute.GET, { query: 'singles=true&range=1h' });
    expect(chart.buckets.reduce((sum, bucket) => sum + bucket.succeeded, 0)).toBeGreaterThan(0);
    const chain = await answer(apiRoutes.getChain, chainRoute.GET, { params: { id: chainId } });
    expect(chain).toMatchObject({ chainId, hopCount: 1, rootFunction: 'echo' });
    const timeline = await answer(apiRoutes.getChainTimeline, timelineRoute.GET, {
      params: { id: chain.traceId ?? '' },
    });
    expect(timeline).toMatchObject({ chainId, hopIds: [hopId] });
    const since = await answer(apiRoutes.getChainTimeline, timelineRoute.GET, {
      params: { id: chainId },
      query: `since=${timeline.revision}`,
    });
    expect(since.hopIds).toEqual([]);
    const hop = await answer(apiRoutes.getHop, hopRoute.GET, { params: { hopId } });
    expect(hop).toMatchObject({ operationId, payload: { text: '{"hello":1}', source: 'operation' } });
    await answer(apiRoutes.listFunctions, functionsRoute.GET);
    const echo = await until(async () => {
      const response = await callApi(functionRoute.GET, { params: { name: 'echo' } });
      return response.status === 200 && apiRoutes.getFunction.answers[200].parse(await response.json());
    });
    expect(echo).toMatchObject({ watched: true, watchedBy: 'sandbox', logGroupName: '/aws/lambda/echo' });
    await answer(apiRoutes.listSavedPayloads, payloadsRoute.GET, { params: { name: 'echo' } });
    await answer(apiRoutes.listOperations, operationsRoute.GET, { query: 'status=unconfirmed' });
    await answer(apiRoutes.getOpenApi, openApiRoute.GET);
  });

  it('reads the log of a hop: stored, from CloudWatch, and live', async () => {
    const { hopId, chainId } = await answered(await post('{"payload":{"say":"<b>\\u001b[31m"}}'));
    await endedHops(chainId);
    const params = { hopId: hopId ?? '' };
    const stored = await until(async () => {
      const logs = await answer(apiRoutes.getHopLogs, logsRoute.GET, { params });
      return logs.lines.some((line) => line.message.startsWith('REPORT ')) && logs;
    });
    const got = stored.lines.find((line) => line.text.startsWith('got '));
    expect(got).toMatchObject({ level: 'INFO', system: false });
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `source=cloudwatch${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = await answer(apiRoutes.getHopLogs, logsRoute.GET, { params, query });
      all.push(...page.lines.map((line) => line.message));
      cursor = page.nextCursor;
    }
    expect(all.filter((message) => !message.startsWith('INIT_START'))).toEqual(
      stored.lines.map((line) => line.message).filter((message) => !message.startsWith('INIT_START')),
    );
    const live = await callApi(liveRoute.GET, { params });
    expect(live.headers.get('content-type')).toContain('text/event-stream');
    const text = await live.text();
    expect(text).toContain('REPORT RequestId');
    expect(text.endsWith('event: end\ndata: {}\n\n')).toBe(true);
  });

  it('follows the log of a run that still goes on, and ends with it', async () => {
    const { chainId } = await accepted(await post('{"payload":{"sleepMs":6000},"invocationType":"Event"}'));
    const hop = await until(async () => {
      const { items } = await answer(apiRoutes.listChainHops, hopsRoute.GET, { params: { id: chainId } });
      return items[0]?.startedAt !== null && items[0];
    });
    const live = await callApi(liveRoute.GET, { params: { hopId: hop.hopId } });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('got ')) text += (await reader?.read())?.value ?? '';
    expect((await answer(apiRoutes.getHop, hopRoute.GET, { params: { hopId: hop.hopId } })).status).toBe(
      'running',
    );
    while (!text.includes('event: end')) text += (await reader?.read())?.value ?? '';
    expect(text.indexOf('START RequestId')).toBeLessThan(text.indexOf('REPORT RequestId'));
    expect((await reader?.read())?.done).toBe(true);
  });

  it.each([
    ['an unknown status', 'status=broken', 'status.0'],
    ['an unknown mechanism', 'mechanism=magic&mechanism=invoke', 'mechanism.0'],
    ['a limit of 0', 'limit=0', 'limit'],
    ['a limit of 1001', 'limit=1001', 'limit'],
    ['a cursor that was never given', 'cursor=xyz', 'cursor'],
    ['a time that is none', 'from=yesterday', 'from'],
    ['a misspelt parameter', 'statsu=failed', 'statsu'],
    ['__proto__', '__proto__=1', '__proto__'],
  ])('refuses %s beside the field', async (_name, query, field) => {
    const { errors } = await refused(chainsRoute.GET, { query }, 400);
    expect(errors.map((error) => error.field)).toEqual([field]);
  });

  it('refuses control characters in an ID, and takes NUL in free text', async () => {
    for (const { GET } of [chainRoute, hopsRoute, timelineRoute]) {
      await refused(GET, { params: { id: 'a%00b' } }, 400);
    }
    await refused(hopRoute.GET, { params: { hopId: '%00' } }, 400);
    const found = await answer(apiRoutes.listChains, chainsRoute.GET, { query: 'q=%00%ED%A0%80' });
    expect(found.items).toEqual([]);
    const ofNone = await answer(apiRoutes.listChains, chainsRoute.GET, { query: 'function=%00' });
    expect(ofNone.items).toEqual([]);
    await refused(chainsRoute.GET, { query: 'cursor=%00' }, 400);
  });

  it('answers what is not there with 404', async () => {
    const params = { id: '1-00000000-000000000000000000000000' };
    for (const { GET } of [chainRoute, hopsRoute, timelineRoute]) {
      expect((await refused(GET, { params }, 404)).nextStep).toBeTruthy();
    }
    await refused(hopRoute.GET, { params: { hopId: 'no' } }, 404);
    await refused(logsRoute.GET, { params: { hopId: 'no' } }, 404);
    await refused(liveRoute.GET, { params: { hopId: 'no' } }, 404);
    await refused(functionRoute.GET, { params: { name: 'no' } }, 404);
    await refused(operationRoute.GET, { params: { operationId: 'no' } }, 404);
    await refused(unknownRoute.GET, {}, 404);
  });
});
