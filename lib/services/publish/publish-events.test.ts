import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EventEntry } from '../../contract/event.ts';
import type { AppError } from '../../domain/app-error.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { dismissOperation } from '../dismiss-operation.ts';
import { walkEventPathOfEvent } from '../event-path/walk-event-path.ts';
import { invokeFunction } from '../invoke-function.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { executed } from '../testing/settled-plan.ts';
import { planWatchBus } from '../watch-bus/plan-watch-bus.ts';
import { publishEvents, publishEventsAndWait } from './publish-events.ts';
import { sendEvents } from './send-events.ts';

const ECHO = `export const handler = async (event) => {
  console.log(JSON.stringify(event));
  return event;
};`;

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await test.createFunction('echo', ECHO, { TracingConfig: { Mode: 'Active' } });
  await busInAws(test.runtime.aws, 'shop');
  await ruleInAws(test.runtime.aws, {
    eventBusName: 'shop',
    ruleName: 'to-echo',
    eventPattern: { source: ['shop'] },
    functionName: 'echo',
  });
  await busInAws(test.runtime.aws, 'seen');
  await ruleInAws(test.runtime.aws, {
    eventBusName: 'seen',
    ruleName: 'all-to-echo',
    eventPattern: { account: ['000000000000'] },
    functionName: 'echo',
  });
  const watch = { eventBusName: 'seen', watched: true, method: 'rule' } as const;
  await executed(test.runtime, await planWatchBus(test.runtime, watch));
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const entry = (changes: Partial<EventEntry> = {}): EventEntry => ({
  eventBusName: 'shop',
  source: 'shop',
  detailType: 'Order',
  detail: '{"n":12345678901234567890}',
  resources: [],
  time: null,
  ...changes,
});
const publish = (entries: EventEntry[], hopId: string | null = null, operationId: string = randomUUID()) =>
  publishEvents(test.runtime, { operationId, entries, hopId });
const published = async (entries: EventEntry[], hopId: string | null = null) =>
  awaitOperation(test.runtime, (await publish(entries, hopId)).operationId);
const refused = (entries: EventEntry[]) =>
  publish(entries).then(
    () => Promise.reject(new Error('it was taken')),
    (error: AppError) => error,
  );

/** The hop that an event caused, as soon as its chain is known. */
const hopOf = (eventId: string | null) =>
  until(async () => {
    const event = eventId === null ? null : await test.runtime.store.events.find(eventId);
    return event?.causedHops[0] && test.runtime.store.hops.find(event.causedHops[0].hopId);
  });

describe('publishEvents', () => {
  it('publishes each entry once, byte for byte, and the events run their function in a chain of their own', async () => {
    const operation = await published([entry(), entry({ detail: '{"second":true}' })]);
    expect(operation).toMatchObject({ kind: 'publish', status: 'answered', functionName: null });
    expect(operation.entries?.map(({ status, detail }) => [status, detail])).toEqual([
      ['accepted', '{"n":12345678901234567890}'],
      ['accepted', '{"second":true}'],
    ]);
    const hop = await hopOf(operation.entries?.[0]?.eventId ?? null);
    expect(hop).toMatchObject({ functionName: 'echo', via: 'eventbridge', traceId: operation.traceId });
    const event = await test.runtime.store.events.find(operation.entries?.[0]?.eventId ?? '');
    expect(event).toMatchObject({ operationId: operation.operationId, chainId: hop.chainId });
    expect(event?.event).toContain('"detail":{"n":12345678901234567890}');
  });

  it('takes the carrier out where a chain starts and goes on with the hop’s Root where one continues', async () => {
    const detail = '{"__rerun":{"parent":{"requestId":"gone"}},"n":1}';
    const fresh = await published([entry({ detail })]);
    expect(fresh.entries?.[0]?.detail).toBe('{"n":1}');
    const first = await invokeFunction(test.runtime, {
      functionName: 'echo',
      payload: '{"first":true}',
      invocationType: 'RequestResponse',
      traceId: null,
      idempotencyKey: null,
    });
    const continued = await published([entry({ detail: '{"__rerun":{"kept":1},"n":2}' })], first.hopId);
    expect(continued).toMatchObject({ traceId: first.traceId, parentHopId: first.hopId });
    expect(continued.entries?.[0]?.detail).toBe('{"__rerun":{"kept":1},"n":2}');
    const hop = await hopOf(continued.entries?.[0]?.eventId ?? null);
    expect(hop.chainId).toBe(first.chainId);
    expect(hop.parentHopId).toBe(first.hopId);
  });

  it.each([
    [
      'the carrier of a run',
      (requestId: string) => ({
        detail: JSON.stringify({ n: 1, __rerun: { v: 1, attempt: 2, parent: { requestId } } }),
      }),
    ],
    [
      'Lambda’s record of a run',
      (requestId: string) => ({
        source: 'lambda',
        detailType: 'Lambda Function Invocation Result - Success',
        detail: JSON.stringify({
          version: '1.0',
          requestContext: { requestId, functionArn: functionArn('echo'), condition: 'Success' },
          requestPayload: {},
          responseContext: { statusCode: 200 },
          responsePayload: {},
        }),
      }),
    ],
  ])('starts a chain also with a copy of an event that holds %s', async (_, copyOf) => {
    const old = await invokeFunction(test.runtime, {
      functionName: 'echo',
      payload: '{"old":true}',
      invocationType: 'RequestResponse',
      traceId: null,
      idempotencyKey: null,
    });
    const fresh = await published([entry({ eventBusName: 'seen', ...copyOf(old.requestId ?? '') })]);
    const eventId = fresh.entries?.[0]?.eventId ?? null;
    const hop = await hopOf(eventId);
    const event = await until(async () => {
      const found = await test.runtime.store.events.find(eventId ?? '');
      return found !== null && found.seenAt !== null && found;
    });
    expect(event).toMatchObject({ causeHop: null, chainId: hop.chainId });
    const found = await test.runtime.store.hops.find(hop.hopId);
    expect(found).toMatchObject({ via: 'eventbridge', parentHopId: null, causes: [] });
    expect(found?.chainId).not.toBe(old.chainId);
    expect((await test.runtime.store.chains.find(old.chainId ?? ''))?.hopCount).toBe(1);
  });

  it('publishes a double click once, and refuses another request under its ID', async () => {
    const operationId = randomUUID();
    const [first, second] = await Promise.all([
      publish([entry()], null, operationId),
      publish([entry()], null, operationId),
    ]);
    expect(first).toEqual(second);
    const { entries } = await awaitOperation(test.runtime, operationId);
    expect(entries).toHaveLength(1);
    await expect(publish([entry({ detail: '{}' })], null, operationId)).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('gives the first answer for the same idempotency key', async () => {
    const request = { operationId: randomUUID(), entries: [entry()], hopId: null, idempotencyKey: 'k1' };
    const first = await publishEventsAndWait(test.runtime, request);
    const again = await publishEventsAndWait(test.runtime, { ...request, operationId: randomUUID() });
    expect(again.operationId).toBe(first.operationId);
    expect(again.entries).toEqual(first.entries);
  });

  it.each([
    ['a source of AWS', { source: 'aws.ec2' }, 'entries.0.source', /kept for AWS/],
    [
      'a detail that is no object',
      { detail: '[1]' },
      'entries.0.detail',
      /must be a JSON object, not a list/,
    ],
    [
      'a detail that is no JSON',
      { detail: '{"a":1,\n"b":oops}' },
      'entries.0.detail',
      /Not JSON: line 2, column 5/,
    ],
    ['a control character', { source: 'a\u0000b' }, 'entries.0.source', /control character/],
    ['half a character', { detail: '{"a":"\ud800"}' }, 'entries.0.detail', /half a character/],
    [
      'an unknown bus',
      { eventBusName: 'shopp' },
      'entries.0.eventBusName',
      /named shopp .*Did you mean shop\?/,
    ],
  ])('refuses %s at its field before anything is sent', async (_, changes, field, message) => {
    const error = await refused([entry(changes)]);
    expect(error).toMatchObject({ code: 'invalid-input', field });
    expect(error.message).toMatch(message);
  });

  it('refuses an eleventh entry and more than PutEvents takes together', async () => {
    expect(await refused(Array.from({ length: 11 }, () => entry()))).toMatchObject({
      code: 'invalid-input',
      field: 'entries',
      message: expect.stringContaining('at most 10'),
    });
    const half = entry({ detail: JSON.stringify({ a: 'x'.repeat(524_288) }) });
    expect(await refused([half, half])).toMatchObject({
      code: 'payload-too-large',
      field: 'entries',
      message: expect.stringContaining('PutEvents takes less than 1,048,576'),
    });
  });

  it('settles each entry on its own where AWS refuses some, and walks the refused one’s path to its end', async () => {
    const refusedByAws = { ...entry({ source: 'aws.shop' }), time: null };
    const { operations } = test.runtime.store;
    const { row } = await operations.create({
      operationId: randomUUID(),
      functionName: null,
      functionArn: null,
      invocationType: null,
      payload: '',
      entries: [{ ...entry({ source: 'nobody' }), time: null }, refusedByAws],
      traceId: '1-65f2a1b3-0123456789abcdef01234567',
      parentHopId: null,
      separate: true,
      instanceId: test.runtime.instanceId,
      idempotencyKey: null,
      fingerprint: 'partly',
    });
    await sendEvents(test.runtime, row);
    const operation = await operations.find(row.operationId);
    expect(operation).toMatchObject({ status: 'answered', error: null });
    expect(operation?.entries).toMatchObject([
      { status: 'accepted', eventId: expect.any(String), error: null },
      {
        status: 'failed',
        eventId: null,
        retryable: false,
        error: { awsCode: 'NotAuthorizedForSourceException' },
      },
    ]);
    const path = await walkEventPathOfEvent(test.runtime, `${row.operationId}:1`);
    expect(path.verdict).toMatch(/^PutEvents refused the event: /);
    expect(path.fixes.map(({ fix }) => fix.kind)).toEqual(['publish-again']);
    expect(path.steps.filter(({ status }) => status === 'not-reached')).toHaveLength(9);
  });

  it('fails as a whole where AWS refuses the call, and says why', async () => {
    await test.fault({ kind: 'access-denied', operation: 'PutEvents', probability: 1 });
    const operation = await published([entry()]);
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'access-denied' } });
    expect(operation.entries?.[0]).toMatchObject({ status: 'failed', eventId: null });
  });

  it('keeps a lost reply unconfirmed, sends nothing again, and can be dismissed', async () => {
    await test.fault({ kind: 'lost-reply', operation: 'PutEvents', probability: 1 });
    const { operationId } = await publish([entry({ source: 'nobody' })]);
    const operation = await awaitOperation(test.runtime, operationId);
    expect(operation).toMatchObject({ status: 'unconfirmed' });
    expect(operation.entries?.[0]?.status).toBe('unconfirmed');
    await publish([entry({ source: 'nobody' })], null, operationId);
    expect(await test.runtime.store.operations.find(operationId)).toMatchObject({ status: 'unconfirmed' });
    await dismissOperation(test.runtime, { operationId });
    expect(await test.runtime.store.operations.find(operationId)).toMatchObject({ status: 'dismissed' });
  });

  it('leaves what a restart interrupts unconfirmed, and publishes it no second time', async () => {
    await test.fault({ kind: 'delay', operation: 'PutEvents', probability: 1, delayMs: 3_600_000 });
    const { operationId } = await publish([entry({ source: 'nobody' })]);
    await until(async () => (await test.runtime.store.operations.find(operationId))?.status === 'sent');
    const runtime = await test.restart();
    await test.fault();
    const operation = await until(async () => {
      const row = await runtime.store.operations.find(operationId);
      return row?.status === 'unconfirmed' && row;
    });
    expect(operation.entries?.[0]?.status).toBe('unconfirmed');
  });
});
