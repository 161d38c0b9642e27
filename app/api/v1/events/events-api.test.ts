import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { z } from 'zod';
import type { ApiRoute } from '@/lib/contract/api-route';
import { apiRoutes } from '@/lib/contract/api-routes';
import { type Problem, zProblem } from '@/lib/contract/problem';
import { deleteSavedEvent } from '@/lib/services/delete-saved-event';
import { saveEvent } from '@/lib/services/save-event';
import { busInAws, ruleInAws } from '@/lib/services/testing/rule-in-aws';
import { startTestRuntime, type TestRuntime } from '@/lib/testing/start-test-runtime';
import { until } from '@/lib/testing/until';
import * as watchPlansRoute from '../event-buses/[eventBusName]/watch-plans/route';
import * as busesRoute from '../event-buses/route';
import * as hopPathRoute from '../hops/[hopId]/event-path/route';
import * as hopRoute from '../hops/[hopId]/route';
import * as planActsRoute from '../plans/[planId]/acts/route';
import * as planRoute from '../plans/[planId]/route';
import * as recordedRoute from '../recorded-events/route';
import * as savedRoute from '../saved-events/route';
import * as pathRoute from './[eventKey]/path/route';
import * as eventRoute from './[eventKey]/route';
import * as forecastRoute from './forecast/route';
import * as eventsRoute from './route';

// Next's connection() only keeps a handler from being run at build time, and throws outside a request of Next's own.
vi.mock('next/server', () => ({ connection: async () => undefined }));

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction(
    'echo',
    'export const handler = async (event) => console.log(JSON.stringify(event));',
  );
  await busInAws(test.runtime.aws, 'shop');
  await ruleInAws(test.runtime.aws, {
    eventBusName: 'shop',
    ruleName: 'to-echo',
    eventPattern: { source: ['shop'] },
    functionName: 'echo',
  });
});
afterEach(() => test.fault());
afterAll(() => test.stop());

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string | string[] | undefined>> },
) => Promise<Response>;
type Params = Record<string, string>;

const get = (handler: Handler, params: Params = {}, query = '') =>
  handler(new Request(`http://127.0.0.1/api?${query}`), { params: Promise.resolve(params) });
const post = (handler: Handler, body: unknown, params: Params = {}, headers: Record<string, string> = {}) =>
  handler(
    new Request('http://127.0.0.1/api', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    }),
    { params: Promise.resolve(params) },
  );

/** The answer, checked against the route's own schema for its success status. */
async function answer<Route extends ApiRoute, Status extends keyof Route['answers'] & number>(
  route: Route,
  status: Status,
  responding: Promise<Response>,
): Promise<z.output<Route['answers'][Status]>> {
  const response = await responding;
  const body: unknown = await response.json();
  expect({ status: response.status, body }).toMatchObject({ status });
  const schema = route.answers[status];
  if (schema === undefined) throw new Error('no schema');
  return schema.parse(body) as z.output<Route['answers'][Status]>;
}

async function problem(responding: Promise<Response>, status: number): Promise<Problem> {
  const response = await responding;
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  const body = zProblem.parse(await response.json());
  expect({ status: response.status, body }).toMatchObject({ status, body: { status } });
  return body;
}

const entry = { eventBusName: 'shop', source: 'shop', detailType: 'Order', detail: '{"n":1}' };
const publish = (entries: unknown[], headers: Record<string, string> = {}, more: object = {}) =>
  post(eventsRoute.POST, { entries, ...more }, {}, headers);

describe('POST /api/v1/events', () => {
  it('publishes, and the event is listed, detailed and walked with the run that it caused', async () => {
    const published = await answer(apiRoutes.publishEvents, 200, publish([entry]));
    expect(published).toMatchObject({ status: 'answered', error: null });
    const eventKey = published.entries?.[0]?.eventId ?? '';
    const detail = await until(async () => {
      const read = await answer(apiRoutes.getEvent, 200, get(eventRoute.GET, { eventKey }));
      return read.causedHopCount > 0 && read;
    });
    expect(detail).toMatchObject({ status: 'published', operationId: published.operationId, problem: null });
    expect(JSON.parse(detail.event)).toMatchObject({ id: eventKey, source: 'shop', detail: { n: 1 } });
    const { items } = await answer(
      apiRoutes.listEvents,
      200,
      get(eventsRoute.GET, {}, 'bus=shop&caused=runs'),
    );
    expect(items.map((event) => event.eventKey)).toContain(eventKey);
    expect(items[0]).toMatchObject({ detailStart: '{"n":1}', causedHops: [{ functionName: 'echo' }] });
    const path = await answer(apiRoutes.getPathOfEvent, 200, get(pathRoute.GET, { eventKey }));
    expect(path).toMatchObject({ eventKey, verdict: null });

    const hopId = detail.causedHops[0]?.hopId ?? '';
    const hop = await answer(apiRoutes.getHop, 200, get(hopRoute.GET, { hopId }));
    expect(hop.event).toMatchObject({ eventId: eventKey, ruleName: 'to-echo', ruleKnownBy: 'pattern' });
    const ofHop = await answer(apiRoutes.getEventPath, 200, get(hopPathRoute.GET, { hopId }));
    expect(ofHop.steps[0]).toMatchObject({ step: 'put-events', status: 'unknown' });
  });

  it('gives the first answer for the same Idempotency-Key, and refuses another request under it', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await answer(apiRoutes.publishEvents, 200, publish([entry], headers));
    const again = await answer(apiRoutes.publishEvents, 200, publish([entry], headers));
    // the chain is known once a run is seen
    expect({ ...again, chainId: null }).toEqual({ ...first, chainId: null });
    await problem(publish([{ ...entry, detail: '{}' }], headers), 409);
  });

  it('answers one problem beside each field, and sends nothing', async () => {
    const twice = await problem(publish([entry, { ...entry, source: 'aws.s3', detail: '[]' }]), 400);
    expect(twice.errors.map(({ field }) => field)).toEqual(['entries.1.source', 'entries.1.detail']);
    const bus = await problem(publish([{ ...entry, eventBusName: 'shopp' }]), 400);
    expect(bus.errors[0]).toMatchObject({
      field: 'entries.0.eventBusName',
      message: expect.stringContaining('Did you mean shop?'),
    });
    expect((await problem(publish(Array(11).fill(entry)), 400)).errors[0]?.field).toBe('entries');
    expect((await problem(publish([]), 400)).errors[0]?.field).toBe('entries');
    const syntax = await problem(post(eventsRoute.POST, '{"entries":\n oops}'), 400);
    expect(syntax.detail).toContain('line 2, column 2');
    await problem(publish([{ ...entry, detail: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }]), 413);
    await problem(post(eventsRoute.POST, { entries: 'x'.repeat(5_000_000) }), 413);
    await problem(post(eventsRoute.POST, '{}', {}, { 'content-type': 'text/plain' }), 415);
    await problem(publish([entry], {}, { hopId: 'gone' }), 404);
  });

  it('answers AWS’s refusal and a lost reply as problems that name the operation', async () => {
    await test.fault({ kind: 'access-denied', operation: 'PutEvents', probability: 1 });
    const denied = await problem(publish([entry]), 403);
    expect(denied).toMatchObject({ code: 'access-denied', operationId: expect.any(String) });
    await test.fault();
    await test.fault({ kind: 'lost-reply', operation: 'PutEvents', probability: 1 });
    expect(await problem(publish([{ ...entry, source: 'nobody' }]), 504)).toMatchObject({
      code: 'unconfirmed',
      operationId: expect.any(String),
    });
  });
});

describe('what only reads', () => {
  it('forecasts without sending', async () => {
    const forecast = await answer(
      apiRoutes.previewEvents,
      200,
      post(forecastRoute.POST, { entries: [entry, { ...entry, source: 'other' }] }),
    );
    expect(forecast.entries.map(({ verdict }) => verdict)).toEqual(['reaches', 'nothing-matches']);
    await problem(post(forecastRoute.POST, { entries: [] }), 400);
  });

  it('lists buses, recorded and saved events', async () => {
    const buses = await answer(apiRoutes.listEventBuses, 200, get(busesRoute.GET));
    expect(buses.items.map(({ eventBusName, ruleCount }) => [eventBusName, ruleCount])).toEqual(
      expect.arrayContaining([['shop', 1]]),
    );
    const recorded = await answer(
      apiRoutes.listRecordedEvents,
      200,
      get(recordedRoute.GET, {}, 'bus=shop&limit=1'),
    );
    expect(recorded).toMatchObject({ watched: false, truncated: true, items: [{ eventBusName: 'shop' }] });
    const saved = { name: 'an order', entry: { ...entry, resources: [], time: null } };
    const { savedEventId } = await saveEvent(test.runtime, saved);
    expect(await saveEvent(test.runtime, saved)).toEqual({ savedEventId });
    const listed = await answer(apiRoutes.listSavedEvents, 200, get(savedRoute.GET));
    expect(listed.items).toMatchObject([saved]);
    await deleteSavedEvent(test.runtime, { savedEventId });
    expect((await answer(apiRoutes.listSavedEvents, 200, get(savedRoute.GET))).items).toEqual([]);
    await expect(
      saveEvent(test.runtime, { ...saved, entry: { ...saved.entry, detail: '1' } }),
    ).rejects.toMatchObject({ field: 'entries.0.detail' });
  });

  it('says not-found', async () => {
    await problem(get(eventRoute.GET, { eventKey: 'none' }), 404);
    await problem(get(pathRoute.GET, { eventKey: 'none' }), 404);
    await problem(get(hopPathRoute.GET, { hopId: 'none' }), 404);
    await problem(post(planActsRoute.POST, { act: 'undo' }, { planId: 'none' }), 404);
  });
});

describe('plans', () => {
  const planned = () =>
    answer(
      apiRoutes.planWatchBus,
      201,
      post(watchPlansRoute.POST, { watched: true }, { eventBusName: 'shop' }),
    );
  const act = (planId: string, body: object) => post(planActsRoute.POST, body, { planId });
  const standsAt = (planId: string, status: string) =>
    until(async () => {
      const plan = await answer(apiRoutes.getPlan, 200, get(planRoute.GET, { planId }));
      return plan.status === status;
    });

  it('are made, refused unseen, run, undone and dropped', async () => {
    const { planId, fingerprint } = await planned();
    await problem(act(planId, { act: 'execute', fingerprint: 'other' }), 409);
    await answer(apiRoutes.actOnPlan, 202, act(planId, { act: 'execute', fingerprint }));
    await standsAt(planId, 'done');
    await answer(apiRoutes.actOnPlan, 202, act(planId, { act: 'undo' }));
    await standsAt(planId, 'undone');
    const second = await planned();
    const dropped = await answer(apiRoutes.actOnPlan, 202, act(second.planId, { act: 'discard' }));
    expect(dropped.status).toBe('discarded');
  });
});

describe('a read-only dashboard', () => {
  it('publishes and plans nothing, and still forecasts', async () => {
    const env = test.runtime.env;
    env.REPRISE_READ_ONLY = 'on';
    try {
      expect(await problem(publish([entry]), 403)).toMatchObject({ code: 'forbidden' });
      await problem(post(watchPlansRoute.POST, { watched: true }, { eventBusName: 'shop' }), 403);
      await problem(post(planActsRoute.POST, { act: 'undo' }, { planId: 'any' }), 403);
      await answer(apiRoutes.previewEvents, 200, post(forecastRoute.POST, { entries: [entry] }));
    } finally {
      env.REPRISE_READ_ONLY = 'off';
    }
  });
});
