import { CreateLogGroupCommand, PutResourcePolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateEventBusCommand, PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestEvents, type TestEvents } from '../sandbox/services/events/testing/start-test-events.ts';
import type { Store } from '../store/store.ts';
import { rerunHandler } from '../testing/rerun-handler.ts';
import { startTestCollector, type TestCollector } from '../testing/start-test-collector.ts';
import { until } from '../testing/until.ts';
import type { Collector } from './collector.ts';

const BUS = 'orders';
const GROUP = '/aws/events/orders';

let sandbox: TestEvents;
let collecting: TestCollector;
let store: Store;
let collector: Collector;

beforeAll(async () => {
  sandbox = await startTestEvents();
  await sandbox.clients.events.send(new CreateEventBusCommand({ Name: BUS }));
  collecting = await startTestCollector(sandbox.endpoint);
  store = collecting.store;
  collector = collecting.collect();
});
afterAll(async () => {
  await collecting.stop();
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function watch(): Promise<void> {
  const { logs } = sandbox.clients;
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const statement = {
    Effect: 'Allow',
    Principal: { Service: ['events.amazonaws.com', 'delivery.logs.amazonaws.com'] },
    Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    Resource: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/events/*:*',
  };
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  await logs.send(new PutResourcePolicyCommand({ policyName: 'events', policyDocument }));
  await rule(
    'watch',
    { account: ['000000000000'] },
    `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`,
  );
  await store.events.setWatchedBus({
    eventBusName: BUS,
    method: 'rule',
    logGroupName: GROUP,
    ruleName: 'watch',
  });
}

async function rule(name: string, pattern: object, targetArn: string): Promise<void> {
  const { events } = sandbox.clients;
  await events.send(
    new PutRuleCommand({ Name: name, EventBusName: BUS, EventPattern: JSON.stringify(pattern) }),
  );
  await events.send(
    new PutTargetsCommand({ Rule: name, EventBusName: BUS, Targets: [{ Id: 'one', Arn: targetArn }] }),
  );
}

test('a function that publishes to run again is one chain, with its events as they were seen on the bus', async () => {
  await sandbox.createFunction(
    'poller',
    rerunHandler(`return rerun({
      event, context, via: 'eventbridge', eventBusName: '${BUS}', source: 'shop.orders', detailType: 'OrderPending',
      maxAttempts: 3, reason: 'status=PENDING', when: (order) => order.orderId === 'order-1',
    });`),
  );
  await sandbox.permit('poller', `arn:aws:events:us-east-1:000000000000:rule/${BUS}/poll-again`);
  await rule('poll-again', { source: ['shop.orders'] }, sandbox.arnOf('poller'));
  await watch();
  const invoked = await sandbox.clients.lambda.send(
    new InvokeCommand({
      FunctionName: 'poller',
      InvocationType: 'Event',
      Payload: Buffer.from('{"orderId":"order-1"}'),
    }),
  );
  const requestId = invoked.$metadata.requestId ?? '';
  const chain = await until(async () => {
    const found = await store.chains.find(requestId);
    return found?.hopCount === 3 && found.status !== 'running' ? found : null;
  });
  expect(chain).toMatchObject({ mechanisms: ['eventbridge'], status: 'cut' });
  const { rows } = await store.hops.list(chain.chainId, { limit: 10, cursor: null });
  expect(rows.map(({ attempt, via }) => [attempt, via])).toEqual([
    [1, 'unknown'],
    [2, 'eventbridge'],
    [3, 'eventbridge'],
  ]);
  expect(rows.slice(1).map(({ link }) => link?.strength)).toEqual(['exact', 'exact']);
  expect(rows.slice(1).map((hop) => hop.parentHopId)).toEqual(rows.slice(0, 2).map((hop) => hop.hopId));
  expect(chain.traceIds).toHaveLength(1);
  expect(rows[2]?.markers.find((marker) => marker.input !== null)?.input).toBe('{"orderId":"order-1"}');

  const seen = await until(async () => {
    const found = await store.events.recorded({ eventBusName: BUS, since: new Date(0), limit: 10 });
    return found.length === 2 ? found : null;
  });
  const second = await store.hops.find(rows[1]?.hopId ?? '');
  expect(second?.event).toMatchObject({ eventBusName: BUS, source: 'shop.orders' });
  expect(seen.map((event) => event.eventId)).toContain(second?.event?.eventId);
  const event = await store.events.find(second?.event?.eventId ?? '');
  expect(event).toMatchObject({
    status: 'seen',
    chainId: chain.chainId,
    causeHop: { hopId: rows[0]?.hopId },
    causedHops: [{ hopId: rows[1]?.hopId }],
  });
  const { sources } = await collector.health();
  expect(sources.find((source) => source.logGroupName === GROUP)).toMatchObject({
    eventBusName: BUS,
    functionNames: [],
  });
}, 60_000);

test('an event that EventBridge has not taken is thrown, and no next is promised', async () => {
  await sandbox.createFunction(
    'refused',
    rerunHandler(`return rerun({ event, context, via: 'eventbridge', eventBusName: '${BUS}', source: 'aws.orders',
      detailType: 'OrderPending', maxAttempts: 3, when: () => true });`),
  );
  const invoked = await sandbox.clients.lambda.send(
    new InvokeCommand({ FunctionName: 'refused', Payload: Buffer.from('{}') }),
  );
  expect(JSON.parse(invoked.Payload?.transformToString() ?? '')).toMatchObject({
    errorType: 'NotAuthorizedForSourceException',
  });
  const hop = await until(() => store.hops.findByRequestId(invoked.$metadata.requestId ?? ''));
  expect(hop.markers.map((marker) => marker.next)).toEqual([null]);
}, 30_000);

test('a bus that is no longer watched is left, and one that is watched again is read on from where it was left', async () => {
  await store.events.removeWatchedBus(BUS);
  await until(async () => {
    const { sources } = await collector.health();
    return sources.every((source) => source.logGroupName !== GROUP);
  });
  const eventId = await sandbox.publish({ EventBusName: BUS, Source: 'shop.quiet', Detail: '{"n":1}' });
  await store.events.setWatchedBus({
    eventBusName: BUS,
    method: 'rule',
    logGroupName: GROUP,
    ruleName: 'watch',
  });
  const event = await until(() => store.events.find(eventId ?? ''));
  expect(event).toMatchObject({ status: 'seen', source: 'shop.quiet', detail: '{"n":1}', causedHopCount: 0 });
}, 30_000);
