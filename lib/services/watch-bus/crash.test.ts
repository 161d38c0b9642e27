import { PutFunctionEventInvokeConfigCommand } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterLogEvents } from '../../aws/filter-log-events.ts';
import type { Store } from '../../store/store.ts';
import { ANY_CHAIN } from '../../store/testing/test-stores.ts';
import { produceWhileKilled } from '../../testing/produce-while-killed.ts';
import { type CrashTest, startCrashTest } from '../../testing/start-crash-test.ts';
import { storePicture } from '../../testing/store-picture.ts';
import { until } from '../../testing/until.ts';
import { lineCount } from '../testing/line-count.ts';
import { busInAws, ruleInAws } from '../testing/rule-in-aws.ts';
import { executed } from '../testing/settled-plan.ts';
import { planWatchBus } from './plan-watch-bus.ts';

const KILLS = 10;
const PRODUCED = 40;
const HOPS_OF_POLLER = 3;

/** Publishes the event that runs it again until its third run, and says so by carrier and marker. */
const POLLER = `
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
const events = new EventBridgeClient({});
export const handler = async (event, { awsRequestId: requestId }) => {
  const { attempt } = event.detail ?? event;
  const said = { v: 1, via: 'eventbridge', attempt, requestId };
  console.log('run', requestId);
  if (event.id) console.log(JSON.stringify({ rerun: { ...said, parent: { eventId: event.id } } }));
  if (attempt === ${HOPS_OF_POLLER}) return;
  const carrier = { v: 1, traceId: null, attempt: attempt + 1, maxAttempts: null, parent: { requestId } };
  const { Entries } = await events.send(new PutEventsCommand({ Entries: [{
    EventBusName: 'orders', Source: 'shop', DetailType: 'Pending',
    Detail: JSON.stringify({ attempt: attempt + 1, __rerun: carrier }),
  }] }));
  console.log(JSON.stringify({ rerun: { ...said, next: { eventId: Entries[0].EventId } } }));
};`;

/** Always fails, and Lambda's record of it runs the mender. */
const FLAKY = `export const handler = async (event, context) => {
  console.log('run', context.awsRequestId);
  throw new RangeError('always');
};`;

const MENDER = `export const handler = async (event, context) => {
  console.log('run', context.awsRequestId);
  console.log(JSON.stringify(event));
};`;

let test: CrashTest;

beforeAll(async () => {
  test = await startCrashTest();
  for (const bus of ['orders', 'records']) await busInAws(test.aws, bus);
  await test.createFunction('poller', POLLER);
  await test.createFunction('flaky', FLAKY);
  await test.createFunction('mender', MENDER);
  await ruleInAws(test.aws, {
    eventBusName: 'orders',
    ruleName: 'poll-again',
    eventPattern: { source: ['shop'] },
    functionName: 'poller',
  });
  await ruleInAws(test.aws, {
    eventBusName: 'records',
    ruleName: 'mend',
    eventPattern: { source: ['lambda'] },
    functionName: 'mender',
  });
  await test.aws.lambda.send(
    new PutFunctionEventInvokeConfigCommand({
      FunctionName: 'flaky',
      MaximumRetryAttempts: 0,
      DestinationConfig: {
        OnFailure: { Destination: 'arn:aws:events:us-east-1:000000000000:event-bus/records' },
      },
    }),
  );
});

afterAll(() => test.stop());

it('shows of watched buses what a dashboard shows that was never killed', { timeout: 300_000 }, async () => {
  const buses = await test.asDashboard(async (runtime) => {
    await executed(
      runtime,
      await planWatchBus(runtime, { eventBusName: 'orders', watched: true, method: 'rule' }),
    );
    await executed(
      runtime,
      await planWatchBus(runtime, { eventBusName: 'records', watched: true, method: 'bus-logging' }),
    );
    return runtime.store.events.watchedBuses();
  });
  const pollers = await produceWhileKilled(test, { kills: KILLS, most: PRODUCED }, async (count) => {
    await test.invokeEvent('poller', { attempt: 1 });
    if (count % 3 === 0) await test.invokeEvent('flaky', {});
  });
  const flakies = Math.ceil(pollers / 3);
  await until(async () => {
    const counts = await Promise.all(['poller', 'flaky', 'mender'].map((name) => runs(name)));
    return counts.join() === [pollers * HOPS_OF_POLLER, flakies, flakies].join();
  }, 30_000);

  const killed = await test.asDashboard(async ({ store }) => {
    await untilWhole(store, { pollers, flakies });
    for (const { logGroupName } of buses) await untilRead(store, logGroupName);
    return storePicture(store);
  });
  const undisturbed = await test.asDashboard(async ({ store }) => {
    for (const bus of buses) await store.events.setWatchedBus(bus);
    await untilWhole(store, { pollers, flakies });
    for (const { logGroupName } of buses) await untilRead(store, logGroupName);
    return storePicture(store);
  }, 'anew');
  expect(killed).toEqual(undisturbed);
  expect(killed.filter((text) => text.startsWith('event '))).toHaveLength(
    pollers * (HOPS_OF_POLLER - 1) + flakies,
  );
});

function runs(functionName: string): Promise<number> {
  return lineCount(test.aws, functionName, 'REPORT RequestId');
}

/** The chains once every run has ended in the store, each poller's and each mended failure's in one chain. */
async function untilWhole(
  store: Store,
  { pollers, flakies }: { pollers: number; flakies: number },
): Promise<void> {
  await until(async () => {
    const { rows } = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor: null });
    const ended = rows.filter(({ status }) => status === 'succeeded' || status === 'recovered');
    const hops = ended.reduce((sum, { hopCount }) => sum + hopCount, 0);
    return ended.length === pollers + flakies && hops === pollers * HOPS_OF_POLLER + flakies * 2;
  }, 90_000);
}

/** The bus once all that its log group holds was read. */
async function untilRead(store: Store, logGroupName: string): Promise<void> {
  const { events } = await filterLogEvents(test.aws, { logGroupName, startTime: new Date(0) });
  const lastMs = Math.max(...events.map(({ timestamp }) => timestamp));
  await until(async () => {
    const source = (await store.sources.list()).find((row) => row.logGroupName === logGroupName);
    return (source?.watermarkAt?.getTime() ?? 0) > lastMs + 1_000;
  }, 90_000);
}
