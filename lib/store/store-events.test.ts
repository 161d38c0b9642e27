import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markerText } from '../domain/testing/marker-text.ts';
import type { Store } from './store.ts';
import {
  batchOf,
  eventsOf,
  type RunOfTest,
  requestIdOf,
  TEST_START_MS,
  traceIdOf,
} from './testing/log-lines.ts';
import { testEngines } from './testing/test-stores.ts';

const BUS = 'orders';
const SINCE = new Date(0);
const ANY = { eventBusName: null, origin: 'all', caused: 'all', text: '', from: SINCE } as const;
const PAGE = { limit: 100, cursor: null };

describe.each(testEngines())('events on $name', (engine) => {
  let store: Store;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  let last = 0;
  /** Identifiers that no other test has. */
  const fresh = () => {
    last += 1;
    const n = last;
    return {
      requestId: requestIdOf(0x500000 + n),
      eventId: requestIdOf(0x600000 + n),
      traceId: traceIdOf(0x700000 + n),
      operationId: `00000000-0000-4000-a000-${n.toString(16).padStart(12, '0')}`,
      startMs: TEST_START_MS + n * 120_000,
    };
  };
  const run = (story: RunOfTest) => {
    const events = eventsOf(story);
    const watermarkAt = new Date(story.startMs);
    const logGroupName = events[0]?.logGroupName ?? '';
    const checkpoint = { logGroupName, watermarkAt, lastEventAt: null };
    return store.ingest.logEvents(batchOf(events, { checkpoint }));
  };
  const entry = (detail = '{"order": 1}') => ({
    eventBusName: BUS,
    source: 'shop.orders',
    detailType: 'OrderPending',
    detail,
    resources: ['arn:x'],
    time: null,
  });
  const publish = async (
    ids: { operationId: string; traceId: string },
    parentHopId: string | null,
    entries = [entry()],
  ) => {
    const { row } = await store.operations.create({
      operationId: ids.operationId,
      functionName: null,
      functionArn: null,
      invocationType: null,
      payload: '',
      entries,
      traceId: ids.traceId,
      parentHopId,
      separate: parentHopId === null,
      instanceId: 'instance-1',
      idempotencyKey: null,
      fingerprint: ids.operationId,
    });
    await store.operations.markSent(ids.operationId);
    return row;
  };
  const accepted = (position: number, eventId: string) => ({
    position,
    eventId,
    error: null,
    retryable: false,
  });
  const envelope = (eventId: string, detail: object = { order: 1 }, more: object = {}) =>
    JSON.stringify({
      version: '0',
      id: eventId,
      'detail-type': 'OrderPending',
      source: 'shop.orders',
      account: '000000000000',
      time: '2026-11-20T12:00:00Z',
      region: 'us-east-1',
      resources: [],
      detail,
      ...more,
    });
  const see = (message: string, timestamp: number, method: 'rule' | 'bus-logging' = 'rule') =>
    store.ingest.busEvents({
      logGroupName: '/aws/events/orders',
      eventBusName: BUS,
      method,
      events: [{ logStreamName: 's', timestamp, message }],
      checkpoint: null,
      slowPass: false,
    });
  const hopOf = async (requestId: string) => {
    const hop = await store.hops.findByRequestId(requestId);
    if (hop === null) throw new Error(`no hop of ${requestId}`);
    return hop;
  };

  it('publishes as an operation: written down with its entries, settled entry by entry', async () => {
    const ids = fresh();
    const row = await publish(ids, null, [entry(), entry('{"order": 2}')]);
    expect(row).toMatchObject({ kind: 'publish', functionName: null, status: 'pending' });
    expect(row.entries?.map(({ status, detail }) => [status, detail])).toEqual([
      ['pending', '{"order": 1}'],
      ['pending', '{"order": 2}'],
    ]);
    const error = {
      code: 'throttled',
      message: 'm',
      nextStep: null,
      awsCode: 'ThrottlingException',
      httpStatus: 200,
    };
    const settled = await store.operations.markPublished(ids.operationId, [
      accepted(0, ids.eventId),
      { position: 1, eventId: null, error, retryable: true },
    ]);
    expect(settled).toMatchObject({
      status: 'answered',
      entries: [
        { position: 0, status: 'accepted', eventId: ids.eventId, error: null },
        { position: 1, status: 'failed', eventId: null, error, retryable: true },
      ],
    });
    const found = await store.events.find(`${ids.operationId}:0`);
    expect(found).toMatchObject({ eventKey: ids.eventId, status: 'published', detail: '{"order": 1}' });
    expect(JSON.parse(found?.event ?? '')).toMatchObject({
      id: ids.eventId,
      source: 'shop.orders',
      detail: { order: 1 },
    });
    expect(await store.events.find(`${ids.operationId}:1`)).toMatchObject({ status: 'failed', error });
    const failed = await store.events.list({ ...ANY, origin: 'failed' }, PAGE);
    expect(failed.rows.map((each) => each.eventKey)).toContain(`${ids.operationId}:1`);
  });

  it('fails all entries where AWS refused the call, and keeps them unconfirmed where the reply is missing', async () => {
    const [refused, missing] = [fresh(), fresh()];
    await publish(refused, null);
    const error = { code: 'access-denied', message: 'no', nextStep: null, awsCode: null, httpStatus: 400 };
    const row = await store.operations.markFailed(refused.operationId, error);
    expect(row.entries).toMatchObject([{ status: 'failed', error, retryable: false }]);
    await publish(missing, null);
    const [recovered] = await store.operations.recover(['instance-2']);
    expect(recovered?.entries).toMatchObject([{ status: 'unconfirmed', eventId: null }]);
    expect(await store.events.find(`${missing.operationId}:0`)).toMatchObject({ status: 'unconfirmed' });
    await store.operations.dismiss(missing.operationId);
  });

  it('makes what a continued hop published run the next one, exactly, whichever is known first', async () => {
    for (const runFirst of [false, true]) {
      const [first, next, ids] = [fresh(), fresh(), fresh()];
      await run({ requestId: first.requestId, startMs: first.startMs });
      const parent = await hopOf(first.requestId);
      await publish(ids, parent.hopId);
      const effect = () =>
        run({
          requestId: next.requestId,
          startMs: Date.now() + 500,
          lines: [markerText(next.requestId, { via: 'eventbridge', parent: { eventId: ids.eventId } })],
        });
      if (runFirst) await effect();
      const row = await store.operations.markPublished(ids.operationId, [accepted(0, ids.eventId)]);
      expect(row.chainId).toBe(parent.chainId);
      if (!runFirst) {
        expect((await store.chains.find(first.requestId))?.status).toBe('waiting');
        await effect();
      }
      const hop = await hopOf(next.requestId);
      expect(hop).toMatchObject({ parentHopId: parent.hopId, via: 'eventbridge', chainId: parent.chainId });
      expect(hop.link?.evidence).toEqual([
        { kind: 'event-id', value: ids.eventId },
        { kind: 'operation', value: ids.operationId },
      ]);
      expect(hop.event).toMatchObject({ eventId: ids.eventId, eventBusName: BUS, source: 'shop.orders' });
      expect(hop.event?.publishedAt).toEqual(row.sentAt);
      expect((await hopOf(first.requestId)).publishedEvents).toEqual([
        { eventId: ids.eventId, arrived: true, isResultRecord: false },
      ]);
      expect(await store.events.find(ids.eventId)).toMatchObject({
        chainId: parent.chainId,
        causeHop: { hopId: parent.hopId },
        causedHops: [{ hopId: hop.hopId, functionName: 'order-poller' }],
        causedHopCount: 1,
      });
      const timeline = await store.chains.timeline(parent.chainId, null);
      const at = timeline.hopIds.indexOf(hop.hopId);
      expect(timeline.baseMs + (timeline.sentMs[at] ?? 0)).toBe(row.sentAt?.getTime());
      expect((await store.chains.find(first.requestId))?.status).toBe('succeeded');
    }
  });

  it('starts a chain by an event, also where the run names none, and takes no sibling for its cause', async () => {
    const [ids, one, two] = [fresh(), fresh(), fresh()];
    await publish(ids, null);
    const startMs = Date.now() + 100;
    await run({ requestId: one.requestId, startMs, traceId: ids.traceId });
    const row = await store.operations.markPublished(ids.operationId, [accepted(0, ids.eventId)]);
    const first = await hopOf(one.requestId);
    expect(first).toMatchObject({ via: 'eventbridge', parentHopId: null, event: { eventId: ids.eventId } });
    expect((await store.operations.find(ids.operationId))?.chainId).toBe(first.chainId);
    expect(row.chainId).toBe(first.chainId);
    const named = fresh();
    await publish(named, null, [entry(), entry('{"order": 2}')]);
    const other = fresh();
    await store.operations.markPublished(named.operationId, [
      accepted(0, named.eventId),
      accepted(1, other.eventId),
    ]);
    for (const [index, run_] of [
      [0, two],
      [1, other],
    ] as const) {
      const eventId = index === 0 ? named.eventId : other.eventId;
      await run({
        requestId: run_.requestId,
        functionName: `function-${index}`,
        startMs: Date.now() + 200 + index * 20,
        traceId: named.traceId,
        lines: [markerText(run_.requestId, { via: 'eventbridge', parent: { eventId } })],
      });
    }
    const [a, b] = [await hopOf(two.requestId), await hopOf(other.requestId)];
    expect([a.parentHopId, b.parentHopId, b.chainId]).toEqual([null, null, a.chainId]);
    expect([a.via, b.via]).toEqual(['eventbridge', 'eventbridge']);
  });

  it('reads who published an event from Lambda’s record of it, with payload and response, before or after the log', async () => {
    for (const recordFirst of [true, false]) {
      const [cause, effect, event] = [fresh(), fresh(), fresh()];
      const record = {
        version: '1.0',
        timestamp: new Date(cause.startMs + 150).toISOString(),
        requestContext: {
          requestId: cause.requestId,
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:order-poller:$LATEST',
          condition: 'Success',
          approximateInvokeCount: 1,
        },
        requestPayload: { id: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { done: false },
      };
      const message = envelope(event.eventId, record, {
        source: 'lambda',
        'detail-type': 'Lambda Function Invocation Result - Success',
      });
      const seen = () => see(message, cause.startMs + 200);
      const logged = () => run({ requestId: cause.requestId, startMs: cause.startMs });
      if (recordFirst) {
        await seen();
        expect(await hopOf(cause.requestId)).toMatchObject({
          functionName: 'order-poller',
          status: 'succeeded',
        });
        const shown = await hopOf(cause.requestId);
        await logged();
        expect((await hopOf(cause.requestId)).hopId).toBe(shown.hopId);
      } else {
        await logged();
        await seen();
      }
      await run({
        requestId: effect.requestId,
        startMs: cause.startMs + 400,
        lines: [envelope(event.eventId, record)],
      });
      const parent = await hopOf(cause.requestId);
      expect(parent.payload).toMatchObject({ text: '{"id":1}', source: 'destination-record' });
      expect(parent.response).toMatchObject({ text: '{"done":false}', source: 'destination-record' });
      const hop = await hopOf(effect.requestId);
      expect(hop).toMatchObject({
        parentHopId: parent.hopId,
        via: 'eventbridge',
        payload: { source: 'log' },
      });
      expect(hop.link?.evidence).toContainEqual({ kind: 'destination-record', value: cause.requestId });
      expect(hop.event?.publishedAt).toEqual(new Date(cause.startMs + 150));
      expect((await store.chains.find(effect.requestId))?.status).toBe('succeeded');
      expect((await store.events.publishedBy('order-poller', 1_000)).map((each) => each.eventId)).toContain(
        event.eventId,
      );
      const runs = await store.events.causedRuns(new Date(cause.startMs), 1_000);
      expect(runs.map((each) => each.hopId)).toContain(hop.hopId);
    }
  });

  it('remembers who published an event by its carrier until that run shows', async () => {
    const [cause, effect, event] = [fresh(), fresh(), fresh()];
    const detail = {
      __rerun: { v: 1, traceId: null, attempt: 2, maxAttempts: 3, parent: { requestId: cause.requestId } },
    };
    await see(envelope(event.eventId, detail), cause.startMs + 50);
    expect(await store.hops.findByRequestId(cause.requestId)).toBeNull();
    await run({
      requestId: effect.requestId,
      startMs: cause.startMs + 300,
      lines: [markerText(effect.requestId, { via: 'eventbridge', parent: { eventId: event.eventId } })],
    });
    expect((await hopOf(effect.requestId)).parentHopId).toBeNull();
    await run({ requestId: cause.requestId, startMs: cause.startMs });
    const parent = await hopOf(cause.requestId);
    expect(parent.functionName).toBe('order-poller');
    expect(await hopOf(effect.requestId)).toMatchObject({
      parentHopId: parent.hopId,
      via: 'eventbridge',
      payload: { source: 'event' },
    });
  });

  it('believes the operator’s event before a carrier that was copied with its detail', async () => {
    const [old, first, next, ids] = [fresh(), fresh(), fresh(), fresh()];
    await run({ requestId: old.requestId, startMs: old.startMs });
    await run({ requestId: first.requestId, startMs: first.startMs });
    const parent = await hopOf(first.requestId);
    await publish(ids, parent.hopId);
    await store.operations.markPublished(ids.operationId, [accepted(0, ids.eventId)]);
    const said = { requestId: old.requestId, eventId: ids.eventId };
    await run({
      requestId: next.requestId,
      startMs: Date.now() + 500,
      lines: [markerText(next.requestId, { via: 'eventbridge', parent: said })],
    });
    expect((await hopOf(next.requestId)).parentHopId).toBe(parent.hopId);
  });

  it('fans an event out to several functions, and shows that one ran a function twice', async () => {
    const [cause, event, ...runs] = [fresh(), fresh(), fresh(), fresh(), fresh()];
    await run({
      requestId: cause.requestId,
      startMs: cause.startMs,
      lines: [markerText(cause.requestId, { via: 'eventbridge', next: { eventId: event.eventId } })],
    });
    for (const [index, each] of runs.entries()) {
      await run({
        requestId: each.requestId,
        functionName: index === 2 ? 'mailer' : 'charger',
        startMs: cause.startMs + 300 + index,
        lines: [markerText(each.requestId, { via: 'eventbridge', parent: { eventId: event.eventId } })],
      });
    }
    const parent = await hopOf(cause.requestId);
    const [one, again, mailer] = await Promise.all(runs.map((each) => hopOf(each.requestId)));
    expect([one?.parentHopId, one?.via]).toEqual([parent.hopId, 'eventbridge']);
    expect([again?.parentHopId, again?.via]).toEqual([one?.hopId, 'duplicate-delivery']);
    expect(again?.link?.evidence).toEqual([{ kind: 'event-id', value: event.eventId }]);
    expect([mailer?.parentHopId, mailer?.via]).toEqual([parent.hopId, 'eventbridge']);
    expect(again?.event?.eventId).toBe(event.eventId);
  });

  it('takes a silent run of the trace for what an event caused that nobody claims, until somebody does', async () => {
    const [cause, silent, claimant, event] = [fresh(), fresh(), fresh(), fresh()];
    const { traceId } = cause;
    await run({
      requestId: cause.requestId,
      functionName: 'publisher',
      startMs: cause.startMs,
      traceId,
      lines: [markerText(cause.requestId, { via: 'eventbridge', next: { eventId: event.eventId } })],
    });
    expect((await store.chains.find(cause.requestId))?.status).toBe('waiting');
    await run({ requestId: silent.requestId, startMs: cause.startMs + 600, traceId });
    const parent = await hopOf(cause.requestId);
    expect(await hopOf(silent.requestId)).toMatchObject({
      parentHopId: parent.hopId,
      via: 'eventbridge',
      link: { strength: 'trace' },
      event: { eventId: event.eventId },
    });
    expect((await store.chains.find(cause.requestId))?.status).toBe('succeeded');
    expect((await store.events.list(ANY, PAGE)).rows.map((row) => row.eventId)).not.toContain(event.eventId);
    await run({
      requestId: claimant.requestId,
      functionName: 'claimant',
      startMs: cause.startMs + 900,
      lines: [markerText(claimant.requestId, { via: 'eventbridge', parent: { eventId: event.eventId } })],
    });
    expect(await hopOf(silent.requestId)).toMatchObject({
      via: 'unknown',
      event: null,
      parentHopId: parent.hopId,
    });
  });

  it('attaches what the bus’s own log says, and tells the rule by it', async () => {
    const [effect, event] = [fresh(), fresh()];
    const record = (message_type: string, details: object) =>
      JSON.stringify({
        resource_arn: 'arn:aws:events:us-east-1:000000000000:event-bus/orders',
        request_id: 'r',
        event_id: event.eventId,
        message_timestamp_ms: effect.startMs - 20,
        message_type,
        log_level: 'INFO',
        details,
      });
    const match = record('RULE_MATCH', {
      rule_arn: 'arn:aws:events:us-east-1:000000000000:rule/orders/charge-again',
      target_arns: ['arn:aws:lambda:us-east-1:000000000000:function:order-poller'],
      invocation_ids: ['i'],
    });
    await see(
      record('EVENT_INGEST_SUCCESS', { event_detail: envelope(event.eventId) }),
      effect.startMs,
      'bus-logging',
    );
    await see(match, effect.startMs, 'bus-logging');
    expect(await see(match, effect.startMs, 'bus-logging')).toMatchObject({ newLineCount: 0 });
    await run({ requestId: effect.requestId, startMs: effect.startMs, lines: [envelope(event.eventId)] });
    expect((await hopOf(effect.requestId)).event).toMatchObject({
      eventId: event.eventId,
      ruleName: 'charge-again',
      publishedAt: new Date(effect.startMs - 20),
    });
    const found = await store.events.find(event.eventId);
    expect(found?.deliveries.map((each) => each.messageType).sort()).toEqual([
      'EVENT_INGEST_SUCCESS',
      'RULE_MATCH',
    ]);
    expect(found).toMatchObject({ status: 'seen', source: 'shop.orders', detail: '{"order":1}' });
  });

  it('settles an unconfirmed publish by an equal event on a watched bus, or by a run of its trace', async () => {
    const [seen, ran, effect, twice] = [fresh(), fresh(), fresh(), fresh()];
    const detail = `{"order": ${seen.startMs}, "a": 1}`;
    for (const ids of [seen, ran, twice]) {
      await publish(ids, null, [ids === seen ? entry(detail) : entry(`{"n":"${ids.operationId}"}`)]);
      await store.operations.markUnconfirmed(ids.operationId);
    }
    await see(envelope(seen.eventId, { a: 1, order: seen.startMs }), Date.now());
    for (const eventId of [twice.eventId, effect.eventId]) {
      await see(envelope(eventId, { n: twice.operationId }), Date.now());
    }
    await run({
      requestId: ran.requestId,
      startMs: Date.now() + 100,
      traceId: ran.traceId,
      lines: [envelope(ran.eventId)],
    });
    const settled = await store.operations.reconcile();
    expect(new Map(settled.map((row) => [row.operationId, row.entries?.[0]?.eventId]))).toEqual(
      new Map([
        [seen.operationId, seen.eventId],
        [ran.operationId, ran.eventId],
      ]),
    );
    expect(settled.map((row) => row.status)).toEqual(['answered', 'answered']);
    expect((await store.events.find(seen.eventId))?.status).toBe('published');
    expect((await store.operations.find(twice.operationId))?.status).toBe('unconfirmed');
    await store.operations.dismiss(twice.operationId);
  });

  it('stands an unreadable line beside the events, and moves the checkpoint with them', async () => {
    const event = fresh();
    const watermarkAt = new Date(event.startMs);
    const result = await store.ingest.busEvents({
      logGroupName: '/aws/events/mixed',
      eventBusName: 'mixed',
      method: 'rule',
      events: [
        { logStreamName: 's', timestamp: event.startMs, message: 'not an event' },
        {
          logStreamName: 's',
          timestamp: event.startMs,
          message: envelope(event.eventId, { text: '\u0000 \ud800' }),
        },
      ],
      checkpoint: { logGroupName: '/aws/events/mixed', watermarkAt, lastEventAt: watermarkAt },
      slowPass: false,
    });
    expect(result).toMatchObject({ newLineCount: 1, unreadableLineCount: 1 });
    const source = (await store.sources.list()).find((row) => row.logGroupName === '/aws/events/mixed');
    expect(source).toMatchObject({ watermarkAt, unreadableLineCount: 1 });
    expect(await store.events.countByBus(SINCE)).toEqual(expect.objectContaining(new Map()));
    expect((await store.events.countByBus(SINCE)).get('mixed')).toBe(1);
    expect(await store.events.recorded({ eventBusName: 'mixed', since: SINCE, limit: 5 })).toHaveLength(1);
  });

  it('lists by keyset, filters, and finds words', async () => {
    const all = (await store.events.list(ANY, { limit: 1_000, cursor: null })).rows.map(
      (row) => row.eventKey,
    );
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.events.list(ANY, { limit: 3, cursor });
      paged.push(...page.rows.map((row) => row.eventKey));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(all);
    const count = async (filter: object) =>
      (await store.events.list({ ...ANY, ...filter }, { limit: 1_000, cursor: null })).rows.length;
    expect((await count({ caused: 'runs' })) + (await count({ caused: 'nothing' }))).toBe(all.length);
    expect(await count({ text: 'orderpend SHOP' })).toBeGreaterThan(3);
    expect(await count({ text: 'nowhere' })).toBe(0);
    expect(await count({ text: all[0] ?? '' })).toBe(1);
    expect(await count({ eventBusName: 'mixed' })).toBe(1);
  });

  it('keeps watched buses, saved events and no-code re-runs', async () => {
    const bus = {
      eventBusName: BUS,
      method: 'rule' as const,
      logGroupName: '/aws/events/orders',
      ruleName: 'watch',
    };
    await store.events.setWatchedBus(bus);
    await store.events.setWatchedBus({ ...bus, method: 'bus-logging', ruleName: null });
    expect(await store.events.watchedBuses()).toMatchObject([{ method: 'bus-logging', ruleName: null }]);
    await store.events.removeWatchedBus(BUS);
    expect(await store.events.watchedBuses()).toEqual([]);
    const saved = { savedEventId: 's', name: 'n', entry: { ...entry(), time: new Date(5) } };
    await store.events.saveEvent(saved);
    expect(await store.events.savedEvents()).toMatchObject([saved]);
    await store.events.deleteSavedEvent('s');
    expect(await store.events.savedEvents()).toEqual([]);
    const rule = {
      functionName: 'f',
      eventBusName: BUS,
      ruleName: 'r',
      on: 'success' as const,
      former: { a: 1 },
    };
    await store.events.setRerunRule(rule);
    expect(await store.events.rerunRules()).toMatchObject([rule]);
    await store.events.removeRerunRule('f', BUS, 'r');
    expect(await store.events.rerunRules()).toEqual([]);
  });

  it('prunes events with the hops’ retention, and what was remembered for runs that never came', async () => {
    await store.prune({
      hops: new Date(Date.now() + 3_600_000),
      singleRuns: new Date(Date.now() + 3_600_000),
    });
    expect((await store.events.list(ANY, PAGE)).rows).toEqual([]);
    expect(await store.events.causedRuns(SINCE, 10)).toEqual([]);
  });
});
