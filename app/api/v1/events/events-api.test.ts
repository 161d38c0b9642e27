import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { apiRoutes } from '@/lib/contract/api-routes';
import { deleteSavedEvent } from '@/lib/services/delete-saved-event';
import { saveEvent } from '@/lib/services/save-event';
import { busInAws, ruleInAws } from '@/lib/services/testing/rule-in-aws';
import { type ApiCall, answer, refused } from '@/lib/testing/call-api';
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

const entry = { eventBusName: 'shop', source: 'shop', detailType: 'Order', detail: '{"n":1}' };
const publishing = (
  entries: unknown[],
  headers: Record<string, string> = {},
  more: object = {},
): ApiCall => ({
  body: { entries, ...more },
  headers,
});

describe('POST /api/v1/events', () => {
  it('publishes, and the event is listed, detailed and walked with the run that it caused', async () => {
    const published = await answer(apiRoutes.publishEvents, eventsRoute.POST, publishing([entry]));
    expect(published).toMatchObject({ status: 'answered', error: null });
    const eventKey = published.entries?.[0]?.eventId ?? '';
    const detail = await until(async () => {
      const read = await answer(apiRoutes.getEvent, eventRoute.GET, { params: { eventKey } });
      return read.causedHopCount > 0 && read;
    });
    expect(detail).toMatchObject({ status: 'published', operationId: published.operationId, problem: null });
    expect(JSON.parse(detail.event)).toMatchObject({ id: eventKey, source: 'shop', detail: { n: 1 } });
    const { items } = await answer(apiRoutes.listEvents, eventsRoute.GET, { query: 'bus=shop&caused=runs' });
    expect(items.map((event) => event.eventKey)).toContain(eventKey);
    expect(items[0]).toMatchObject({ detailStart: '{"n":1}', causedHops: [{ functionName: 'echo' }] });
    const path = await answer(apiRoutes.getPathOfEvent, pathRoute.GET, { params: { eventKey } });
    expect(path).toMatchObject({ eventKey, verdict: null });

    const hopId = detail.causedHops[0]?.hopId ?? '';
    const hop = await answer(apiRoutes.getHop, hopRoute.GET, { params: { hopId } });
    expect(hop.event).toMatchObject({ eventId: eventKey, ruleName: 'to-echo', ruleKnownBy: 'pattern' });
    const ofHop = await answer(apiRoutes.getEventPath, hopPathRoute.GET, { params: { hopId } });
    expect(ofHop.steps[0]).toMatchObject({ step: 'put-events', status: 'unknown' });
  });

  it('gives the first answer for the same Idempotency-Key, and refuses another request under it', async () => {
    const headers = { 'idempotency-key': 'once' };
    const first = await answer(apiRoutes.publishEvents, eventsRoute.POST, publishing([entry], headers));
    const again = await answer(apiRoutes.publishEvents, eventsRoute.POST, publishing([entry], headers));
    // the chain is known once a run is seen
    expect({ ...again, chainId: null }).toEqual({ ...first, chainId: null });
    await refused(eventsRoute.POST, publishing([{ ...entry, detail: '{}' }], headers), 409);
  });

  it('answers one problem beside each field, and sends nothing', async () => {
    const twice = await refused(
      eventsRoute.POST,
      publishing([entry, { ...entry, source: 'aws.s3', detail: '[]' }]),
      400,
    );
    expect(twice.errors.map(({ field }) => field)).toEqual(['entries.1.source', 'entries.1.detail']);
    const bus = await refused(eventsRoute.POST, publishing([{ ...entry, eventBusName: 'shopp' }]), 400);
    expect(bus.errors[0]).toMatchObject({
      field: 'entries.0.eventBusName',
      message: expect.stringContaining('Did you mean shop?'),
    });
    expect((await refused(eventsRoute.POST, publishing(Array(11).fill(entry)), 400)).errors[0]?.field).toBe(
      'entries',
    );
    expect((await refused(eventsRoute.POST, publishing([]), 400)).errors[0]?.field).toBe('entries');
    const syntax = await refused(eventsRoute.POST, { body: '{"entries":\n oops}' }, 400);
    expect(syntax.detail).toContain('line 2, column 2');
    await refused(
      eventsRoute.POST,
      publishing([{ ...entry, detail: JSON.stringify({ a: 'x'.repeat(1_048_576) }) }]),
      413,
    );
    await refused(eventsRoute.POST, { body: { entries: 'x'.repeat(5_000_000) } }, 413);
    await refused(eventsRoute.POST, { body: '{}', headers: { 'content-type': 'text/plain' } }, 415);
    await refused(eventsRoute.POST, publishing([entry], {}, { hopId: 'gone' }), 404);
  });

  it('answers AWS’s refusal and a lost reply as problems that name the operation', async () => {
    await test.fault({ kind: 'access-denied', operation: 'PutEvents', probability: 1 });
    const denied = await refused(eventsRoute.POST, publishing([entry]), 403);
    expect(denied).toMatchObject({ code: 'access-denied', operationId: expect.any(String) });
    await test.fault();
    await test.fault({ kind: 'lost-reply', operation: 'PutEvents', probability: 1 });
    expect(await refused(eventsRoute.POST, publishing([{ ...entry, source: 'nobody' }]), 504)).toMatchObject({
      code: 'unconfirmed',
      operationId: expect.any(String),
    });
  });
});

describe('what only reads', () => {
  it('forecasts without sending', async () => {
    const forecast = await answer(apiRoutes.previewEvents, forecastRoute.POST, {
      body: { entries: [entry, { ...entry, source: 'other' }] },
    });
    expect(forecast.entries.map(({ verdict }) => verdict)).toEqual(['reaches', 'nothing-matches']);
    await refused(forecastRoute.POST, { body: { entries: [] } }, 400);
  });

  it('lists buses, recorded and saved events', async () => {
    const buses = await answer(apiRoutes.listEventBuses, busesRoute.GET);
    expect(buses.items.map(({ eventBusName, ruleCount }) => [eventBusName, ruleCount])).toEqual(
      expect.arrayContaining([['shop', 1]]),
    );
    const recorded = await answer(apiRoutes.listRecordedEvents, recordedRoute.GET, {
      query: 'bus=shop&limit=1',
    });
    expect(recorded).toMatchObject({ watched: false, truncated: true, items: [{ eventBusName: 'shop' }] });
    const saved = { name: 'an order', entry: { ...entry, resources: [], time: null } };
    const { savedEventId } = await saveEvent(test.runtime, saved);
    expect(await saveEvent(test.runtime, saved)).toEqual({ savedEventId });
    const listed = await answer(apiRoutes.listSavedEvents, savedRoute.GET);
    expect(listed.items).toMatchObject([saved]);
    await deleteSavedEvent(test.runtime, { savedEventId });
    expect((await answer(apiRoutes.listSavedEvents, savedRoute.GET)).items).toEqual([]);
    await expect(
      saveEvent(test.runtime, { ...saved, entry: { ...saved.entry, detail: '1' } }),
    ).rejects.toMatchObject({ field: 'entries.0.detail' });
  });

  it('says not-found', async () => {
    await refused(eventRoute.GET, { params: { eventKey: 'none' } }, 404);
    await refused(pathRoute.GET, { params: { eventKey: 'none' } }, 404);
    await refused(hopPathRoute.GET, { params: { hopId: 'none' } }, 404);
    await refused(planActsRoute.POST, { params: { planId: 'none' }, body: { act: 'undo' } }, 404);
  });
});

describe('plans', () => {
  const planned = () =>
    answer(apiRoutes.planWatchBus, watchPlansRoute.POST, {
      params: { eventBusName: 'shop' },
      body: { watched: true },
    });
  const standsAt = (planId: string, status: string) =>
    until(async () => {
      const plan = await answer(apiRoutes.getPlan, planRoute.GET, { params: { planId } });
      return plan.status === status;
    });

  it('are made, refused unseen, run, undone and dropped', async () => {
    const { planId, fingerprint } = await planned();
    await refused(
      planActsRoute.POST,
      { params: { planId }, body: { act: 'execute', fingerprint: 'other' } },
      409,
    );
    await answer(apiRoutes.actOnPlan, planActsRoute.POST, {
      params: { planId },
      body: { act: 'execute', fingerprint },
    });
    await standsAt(planId, 'done');
    await answer(apiRoutes.actOnPlan, planActsRoute.POST, { params: { planId }, body: { act: 'undo' } });
    await standsAt(planId, 'undone');
    const second = await planned();
    const dropped = await answer(apiRoutes.actOnPlan, planActsRoute.POST, {
      params: { planId: second.planId },
      body: { act: 'discard' },
    });
    expect(dropped.status).toBe('discarded');
  });
});

describe('a read-only dashboard', () => {
  it('publishes and plans nothing, and still forecasts', async () => {
    const env = test.runtime.env;
    env.REPRISE_READ_ONLY = 'on';
    try {
      expect(await refused(eventsRoute.POST, publishing([entry]), 403)).toMatchObject({ code: 'forbidden' });
      await refused(watchPlansRoute.POST, { params: { eventBusName: 'shop' }, body: { watched: true } }, 403);
      await refused(planActsRoute.POST, { params: { planId: 'any' }, body: { act: 'undo' } }, 403);
      await answer(apiRoutes.previewEvents, forecastRoute.POST, { body: { entries: [entry] } });
    } finally {
      env.REPRISE_READ_ONLY = 'off';
    }
  });
});
