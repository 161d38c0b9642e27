import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { apiRoutes } from '@/lib/contract/api-routes';
import { type Problem, zProblem } from '@/lib/contract/problem';
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

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;

const call = (handler: Handler, url: string, params: Record<string, string> = {}, init: RequestInit = {}) =>
  handler(new Request(`http://127.0.0.1${url}`, init), { params: Promise.resolve(params) });

/** Reads by `handler` and checks the answer against the route's own schema. */
async function read<Route extends ApiRoute>(
  route: Route,
  handler: Handler,
  params: Record<string, string> = {},
  query = '',
): Promise<z.output<Route['answers'][200]>> {
  const response = await call(handler, `${route.path}?${query}`, params);
  const body: unknown = await response.json();
  expect(body).toEqual(expect.anything());
  expect({ status: response.status, body }).toMatchObject({ status: 200 });
  const schema = route.answers[200];
  if (schema === undefined) throw new Error('no schema');
  return schema.parse(body) as z.output<Route['answers'][200]>;
}

async function problem(response: Response, status: number): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = zProblem.parse(await response.json());
  expect({ status: response.status, body }).toMatchObject({ status, body: { status } });
  return body;
}

function post(
  body: string | Uint8Array<ArrayBuffer>,
  options: { name?: string; key?: string; type?: string } = {},
) {
  const { name = 'echo', key, type = 'application/json' } = options;
  return call(
    invocationsRoute.POST,
    `/api/v1/functions/${name}/invocations`,
    { name },
    {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...(key === undefined ? {} : { 'idempotency-key': key }) },
    },
  );
}

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
    const { items } = await read(apiRoutes.listChainHops, hopsRoute.GET, { id: chainId });
    return (
      items.length > 0 && items.every((hop) => hop.endedAt !== null && hop.billedDurationMs !== null) && items
    );
  });
}

describe('POST invocations', () => {
  it('answers a synchronous run with its payload, tail, hop and chain', async () => {
    const answer = await answered(await post('{"payload":{"n":12345678901234567890}}'));
    expect(answer).toMatchObject({ statusCode: 200, functionError: null, payload: { big: 'x' } });
    expect(answer.tail.text).toContain(`REPORT RequestId: ${answer.requestId}`);
    const operation = await read(apiRoutes.getOperation, operationRoute.GET, {
      operationId: answer.operationId,
    });
    expect(operation).toMatchObject({
      status: 'answered',
      payload: '{"n":12345678901234567890}',
      hopId: answer.hopId,
    });
    const [hop, ...others] = await endedHops(answer.chainId);
    expect(others).toEqual([]);
    expect(hop).toMatchObject({
      hopId: answer.hopId,
      requestId: answer.requestId,
      via: 'manual',
      status: 'succeeded',
      traceId: answer.traceId,
    });
  });

  it('answers a failed handler with 200 and functionError', async () => {
    const answer = await answered(await post('{"payload":{"fail":true}}'));
    expect(answer.functionError).toBe('Unhandled');
    expect(answer.payload).toMatchObject({ errorType: 'TypeError', errorMessage: 'as asked' });
    const [hop] = await endedHops(answer.chainId);
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
    const refused = await problem(await post(body), status);
    expect(refused.errors.map((error) => error.field)).toEqual([field]);
  });

  it('refuses what is not JSON, not UTF-8, or names no function', async () => {
    await problem(await post('payload=1', { type: 'application/x-www-form-urlencoded' }), 415);
    await problem(await post(new Uint8Array([0x7b, 0xff, 0x7d])), 400);
    expect(await problem(await post('{"payload":1}', { name: 'nobody' }), 404)).toMatchObject({
      code: 'not-found',
      errors: [{ field: 'functionName' }],
    });
    await problem(await post('{"payload":1}', { name: 'a b' }), 400);
    await problem(await post('{"payload":1}', { key: 'x'.repeat(256) }), 400);
  });

  it('takes deep nesting, __proto__, lone surrogates and NUL escapes as they are', async () => {
    const payload = `{"__proto__":{"a":1},"s":"\\ud800","nul":"\\u0000","deep":${'['.repeat(5000)}${']'.repeat(5000)}}`;
    const { operationId } = await answered(await post(`{"payload":${payload}}`));
    const operation = await read(apiRoutes.getOperation, operationRoute.GET, { operationId });
    expect(operation.payload).toBe(payload);
  });

  it('gives AWS’s refusal with AWS’s status', async () => {
    await test.fault({ kind: 'throttle', operation: 'Invoke', count: 1, probability: 1 });
    expect(await problem(await post('{"payload":1}'), 429)).toMatchObject({
      code: 'throttled',
      awsCode: 'TooManyRequestsException',
      operationId: expect.any(String),
    });
    await test.fault({ kind: 'access-denied', operation: 'Invoke', count: 1, probability: 1 });
    expect(await problem(await post('{"payload":1}'), 403)).toMatchObject({ code: 'access-denied' });
  });

  it('gives the first answer again for the same key: together, later, and after a restart', async () => {
    const body = '{"payload":{"sleepMs":100}}';
    const [one, two] = await Promise.all([post(body, { key: 'k1' }), post(body, { key: 'k1' })]);
    const first = await answered(one);
    expect(await answered(two)).toEqual(first);
    const text = await (await post(body, { key: 'k1' })).text();
    await endedHops(first.chainId);
    expect((await problem(await post('{"payload":2}', { key: 'k1' }), 409)).code).toBe('conflict');
    await test.restart();
    expect(await (await post(body, { key: 'k1' })).text()).toBe(text);
    const { items } = await read(apiRoutes.listChainHops, hopsRoute.GET, { id: first.chainId });
    expect(items).toHaveLength(1);
  });

  it('leaves a lost reply unconfirmed, never sends it again, and settles it by the logs', async () => {
    await test.fault({ kind: 'lost-reply', operation: 'Invoke', count: 1, probability: 1 });
    const body = '{"payload":{"lost":true}}';
    const lost = await problem(await post(body, { key: 'lost' }), 504);
    expect(lost).toMatchObject({ code: 'unconfirmed', operationId: expect.any(String) });
    const operationId = lost.operationId ?? '';
    const settled = await until(async () => {
      const operation = await read(apiRoutes.getOperation, operationRoute.GET, { operationId });
      return operation.status === 'answered' && operation;
    });
    const [hop, ...others] = await endedHops(settled.traceId ?? '');
    expect(others).toEqual([]);
    expect(hop?.hopId).toBe(settled.hopId);
    const again = await problem(await post(body, { key: 'lost' }), 504);
    expect(again).toMatchObject({ operationId, detail: expect.stringContaining('ran once') });
  });
});

describe('GET', () => {
  it('answers every read by its schema', async () => {
    const { hopId, chainId, operationId } = await answered(await post('{"payload":{"hello":1}}'));
    await endedHops(chainId);
    if (hopId === null) throw new Error('no hop');
    const health = await read(apiRoutes.getHealth, healthRoute.GET);
    expect(health.where).toMatchObject({ sandbox: true, accountId: '000000000000' });
    const list = await read(apiRoutes.listChains, chainsRoute.GET, {}, 'singles=true&limit=1');
    expect(list.items).toHaveLength(1);
    const next = await read(
      apiRoutes.listChains,
      chainsRoute.GET,
      {},
      `singles=true&limit=1&cursor=${encodeURIComponent(list.nextCursor ?? '')}`,
    );
    expect(next.items[0]?.chainId).not.toBe(list.items[0]?.chainId);
    const counts = await read(apiRoutes.countChains, countsRoute.GET, {}, 'singles=true');
    expect(counts.functions).toContainEqual({ functionName: 'echo', count: expect.any(Number) });
    const chart = await read(apiRoutes.chartChains, chartRoute.GET, {}, 'singles=true&range=1h');
    expect(chart.buckets.reduce((sum, bucket) => sum + bucket.succeeded, 0)).toBeGreaterThan(0);
    const chain = await read(apiRoutes.getChain, chainRoute.GET, { id: chainId });
    expect(chain).toMatchObject({ chainId, hopCount: 1, rootFunction: 'echo' });
    const timeline = await read(apiRoutes.getChainTimeline, timelineRoute.GET, { id: chain.traceId ?? '' });
    expect(timeline).toMatchObject({ chainId, hopIds: [hopId] });
    const since = await read(
      apiRoutes.getChainTimeline,
      timelineRoute.GET,
      { id: chainId },
      `since=${timeline.revision}`,
    );
    expect(since.hopIds).toEqual([]);
    const hop = await read(apiRoutes.getHop, hopRoute.GET, { hopId });
    expect(hop).toMatchObject({ operationId, payload: { text: '{"hello":1}', source: 'operation' } });
    await read(apiRoutes.listFunctions, functionsRoute.GET);
    const echo = await until(async () => {
      const response = await call(functionRoute.GET, '/api/v1/functions/echo', { name: 'echo' });
      return response.status === 200 && apiRoutes.getFunction.answers[200].parse(await response.json());
    });
    expect(echo).toMatchObject({ watched: true, watchedBy: 'sandbox', logGroupName: '/aws/lambda/echo' });
    await read(apiRoutes.listSavedPayloads, payloadsRoute.GET, { name: 'echo' });
    await read(apiRoutes.listOperations, operationsRoute.GET, {}, 'status=unconfirmed');
    await read(apiRoutes.getOpenApi, openApiRoute.GET);
  });

  it('reads the log of a hop: stored, from CloudWatch, and live', async () => {
    const { hopId, chainId } = await answered(await post('{"payload":{"say":"<b>\\u001b[31m"}}'));
    await endedHops(chainId);
    const params = { hopId: hopId ?? '' };
    const stored = await until(async () => {
      const logs = await read(apiRoutes.getHopLogs, logsRoute.GET, params);
      return logs.lines.some((line) => line.message.startsWith('REPORT ')) && logs;
    });
    const got = stored.lines.find((line) => line.text.startsWith('got '));
    expect(got).toMatchObject({ level: 'INFO', system: false });
    const all: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `source=cloudwatch${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
      const page = await read(apiRoutes.getHopLogs, logsRoute.GET, params, query);
      all.push(...page.lines.map((line) => line.message));
      cursor = page.nextCursor;
    }
    expect(all.filter((message) => !message.startsWith('INIT_START'))).toEqual(
      stored.lines.map((line) => line.message).filter((message) => !message.startsWith('INIT_START')),
    );
    const live = await call(liveRoute.GET, '/live', params);
    expect(live.headers.get('content-type')).toContain('text/event-stream');
    const text = await live.text();
    expect(text).toContain('REPORT RequestId');
    expect(text.endsWith('event: end\ndata: {}\n\n')).toBe(true);
  });

  it('follows the log of a run that still goes on, and ends with it', async () => {
    const { chainId } = await accepted(await post('{"payload":{"sleepMs":6000},"invocationType":"Event"}'));
    const hop = await until(async () => {
      const { items } = await read(apiRoutes.listChainHops, hopsRoute.GET, { id: chainId });
      return items[0]?.startedAt !== null && items[0];
    });
    const live = await call(liveRoute.GET, '/live', { hopId: hop.hopId });
    const reader = live.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    while (!text.includes('got ')) text += (await reader?.read())?.value ?? '';
    expect((await read(apiRoutes.getHop, hopRoute.GET, { hopId: hop.hopId })).status).toBe('running');
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
    const refused = await problem(await call(chainsRoute.GET, `/api/v1/chains?${query}`), 400);
    expect(refused.errors.map((error) => error.field)).toEqual([field]);
  });

  it('refuses control characters in an ID, and takes NUL in free text', async () => {
    for (const { GET } of [chainRoute, hopsRoute, timelineRoute]) {
      await problem(await call(GET, '/x', { id: 'a%00b' }), 400);
    }
    await problem(await call(hopRoute.GET, '/x', { hopId: '%00' }), 400);
    const found = await read(apiRoutes.listChains, chainsRoute.GET, {}, 'q=%00%ED%A0%80');
    expect(found.items).toEqual([]);
    const ofNone = await read(apiRoutes.listChains, chainsRoute.GET, {}, 'function=%00');
    expect(ofNone.items).toEqual([]);
    await problem(await call(chainsRoute.GET, '/api/v1/chains?cursor=%00'), 400);
  });

  it('answers what is not there with 404', async () => {
    const params = { id: '1-00000000-000000000000000000000000' };
    for (const { GET } of [chainRoute, hopsRoute, timelineRoute]) {
      expect((await problem(await call(GET, '/x', params), 404)).nextStep).toBeTruthy();
    }
    await problem(await call(hopRoute.GET, '/x', { hopId: 'no' }), 404);
    await problem(await call(logsRoute.GET, '/x', { hopId: 'no' }), 404);
    await problem(await call(liveRoute.GET, '/x', { hopId: 'no' }), 404);
    await problem(await call(functionRoute.GET, '/x', { name: 'no' }), 404);
    await problem(await call(operationRoute.GET, '/x', { operationId: 'no' }), 404);
    await problem(await unknownRoute.GET(), 404);
  });
});
