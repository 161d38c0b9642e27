import { CreateEventBusCommand, DeleteEventBusCommand, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../../testing/until.ts';
import { startTestEvents, type TestEvents } from './testing/start-test-events.ts';

let sandbox: TestEvents;
beforeAll(async () => {
  sandbox = await startTestEvents();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const one = async (functionName: string) => until(async () => (await sandbox.received(functionName)).at(0));

test('an event reaches the function of the rule it matches, under the ID that its publisher got', async () => {
  await sandbox.createFunction('greeter');
  await sandbox.permit('greeter');
  await sandbox.rule('greet', 'shop.orders', [{ Id: 'one', Arn: sandbox.arnOf('greeter') }]);
  const eventId = await sandbox.publish({
    Source: 'shop.orders',
    DetailType: 'Order placed',
    Detail: '{"orderId": 12345678901234567890, "total": 1.50}',
    Resources: ['arn:aws:x:::y'],
    Time: new Date('2026-10-08T09:21:06.789Z'),
  });
  const { event, trace } = await one('greeter');
  expect(event).toEqual({
    version: '0',
    id: eventId,
    'detail-type': 'Order placed',
    source: 'shop.orders',
    account: '000000000000',
    time: '2026-10-08T09:21:06Z',
    region: 'us-east-1',
    resources: ['arn:aws:x:::y'],
    detail: { orderId: Number('12345678901234567890'), total: 1.5 },
  });
  expect(trace).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=/);
  const dimensions = { RuleName: 'greet' };
  expect(await sandbox.metric('MatchedEvents', dimensions)).toBe(1);
  await until(async () => (await sandbox.metric('Invocations', dimensions)) === 1);
  expect(await sandbox.metric('FailedInvocations', dimensions)).toBe(0);
  expect(await sandbox.metric('TriggeredRules', { ...dimensions, EventBusName: 'default' })).toBe(1);
});

test('the trace of the entry comes before that of the request and goes on with a new parent', async () => {
  await sandbox.createFunction('traced');
  await sandbox.permit('traced');
  await sandbox.rule('trace', 'traced', [{ Id: 'one', Arn: sandbox.arnOf('traced') }]);
  const root = 'Root=1-6ac7607b-710d76f009d6e7785905449a';
  const parent = 'Parent=0efbd19962d95b05';
  await sandbox.publish({
    Source: 'traced',
    TraceHeader: `${root};${parent};Sampled=1;Lineage=1:e547cb94:3`,
  });
  const { event, trace } = await one('traced');
  expect(trace).toContain(root);
  expect(trace).not.toContain(parent);
  expect(trace).toContain('Sampled=1');
  expect(trace).not.toContain('e547cb94');
  expect(JSON.stringify(event)).not.toContain('Root=');
});

test('a custom bus knows its own rules only, and an unknown bus drops events without a word', async () => {
  await sandbox.clients.events.send(new CreateEventBusCommand({ Name: 'orders' }));
  await sandbox.createFunction('on-bus');
  await sandbox.permit('on-bus', 'arn:aws:events:us-east-1:000000000000:rule/orders/again');
  await sandbox.rule('again', 'shop', [{ Id: 'one', Arn: sandbox.arnOf('on-bus') }], 'orders');
  const answer = await sandbox.clients.events.send(
    new PutEventsCommand({
      Entries: ['default', 'nowhere', 'orders'].map((EventBusName) => ({
        EventBusName,
        Source: 'shop',
        DetailType: 'T',
        Detail: JSON.stringify({ EventBusName }),
      })),
    }),
  );
  expect(answer.FailedEntryCount).toBe(0);
  expect(answer.Entries?.every((entry) => entry.EventId !== undefined)).toBe(true);
  expect((await one('on-bus')).event.detail).toEqual({ EventBusName: 'orders' });
  expect(await sandbox.received('on-bus')).toHaveLength(1);
  const deleting = sandbox.clients.events.send(new DeleteEventBusCommand({ Name: 'orders' }));
  await expect(deleting).rejects.toMatchObject({ name: 'ValidationException' });
});

test('a loop over a bus is not stopped at 16 runs', async () => {
  await sandbox.createFunction(
    'looping',
    `import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
    const client = new EventBridgeClient({});
    export const handler = async (event) => {
      const n = event.detail.n;
      console.log(JSON.stringify({ event: { n }, trace: process.env._X_AMZN_TRACE_ID }));
      if (n >= 20) return;
      const Detail = JSON.stringify({ n: n + 1 });
      await client.send(new PutEventsCommand({ Entries: [{ Source: 'loop', DetailType: 'again', Detail }] }));
    };`,
  );
  await sandbox.permit('looping');
  await sandbox.rule('loop', 'loop', [{ Id: 'one', Arn: sandbox.arnOf('looping') }]);
  await sandbox.publish({ Source: 'loop', Detail: '{"n":1}' });
  const runs = await until(async () => {
    const found = await sandbox.received('looping');
    return found.some(({ event }) => event.n === 20) ? found : null;
  });
  expect(new Set(runs.map(({ trace }) => /Root=[^;]+/.exec(trace)?.[0])).size).toBe(1);
  expect(new Set(runs.map(({ trace }) => /Parent=[^;]+/.exec(trace)?.[0])).size).toBe(20);
});
