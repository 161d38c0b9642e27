import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Store } from '../../store/store.ts';
import { batchOf, eventsOf, requestIdOf } from '../../store/testing/log-lines.ts';
import { openTestStore } from '../../store/testing/open-test-store.ts';
import { findPostgres, startPostgres, type TestPostgres } from '../../store/testing/postgres.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import type { ServiceContext } from '../service-context.ts';
import { busyInput } from '../testing/condition-of-test.ts';
import { lineCount } from '../testing/line-count.ts';
import { createEnactor, type Enactor } from './enactor.ts';

const RESULTS = 60;
const RATE_PER_SECOND = 20;
const CONDITION_ID = '00000000-0000-4000-8000-00000000c0de';

const binaries = findPostgres();
if (binaries === null) {
  process.stdout.write('PostgreSQL is not installed here: dashboards that share one are not tested\n');
}

let test: TestRuntime;
let server: TestPostgres | null = null;
const stores: Store[] = [];
const enactors: Enactor[] = [];

beforeAll(async () => {
  test = await startTestRuntime();
  // what is sent succeeds: Lambda’s own tries would be counted as well
  await test.createFunction('busy', "export const handler = async ({ key }) => console.log('ran', key);");
});
afterAll(async () => {
  for (const enactor of enactors) await enactor.stop();
  for (const store of stores) await store.close();
  await server?.stop();
  await test.stop();
});

async function dashboard(databaseUrl: string, instanceId: string): Promise<ServiceContext> {
  const store = await openTestStore({ databaseUrl });
  stores.push(store);
  const { aws, logger } = test.runtime;
  const context = { store, aws, logger, instanceId, closing: new AbortController().signal };
  enactors.push(createEnactor(context));
  return context;
}

/** A result as the collector stores it. */
async function result(store: Store, number: number): Promise<void> {
  const requestId = requestIdOf(number);
  const marker = { rerun: { v: 1, via: 'invoke', requestId, input: { key: `key-${number}.` } } };
  const events = eventsOf({
    requestId,
    functionName: 'busy',
    startMs: Date.now(),
    durationMs: 1,
    errorType: 'Busy',
    lines: [JSON.stringify(marker)],
  });
  await store.ingest.logEvents(batchOf(events));
}

describe.runIf(binaries !== null)('dashboards on one PostgreSQL', { timeout: 60_000 }, () => {
  it('share the due re-runs: each is sent once, and together no faster than the rate', async () => {
    server = await startPostgres(binaries ?? '');
    const databaseUrl = await server.createDatabase();
    const first = await dashboard(databaseUrl, 'first');
    await dashboard(databaseUrl, 'second');
    const { conditions } = first.store;
    const input = busyInput({ conditionId: CONDITION_ID, limits: { ratePerSecond: RATE_PER_SECOND } });
    const { name, functionName, how } = input;
    await conditions.save({ conditionId: CONDITION_ID, name, functionName, how, input });
    const deployed = { version: 1, how, at: new Date(Date.now() - 1_000), paused: false, resources: {} };
    await conditions.setDeployed(CONDITION_ID, deployed);
    const startedMs = performance.now();
    for (const enactor of enactors) enactor.start();
    for (let number = 0; number < RESULTS; number += 1) await result(first.store, number);
    const dues = await until(async () => {
      const decisions = await conditions.decisions(CONDITION_ID, ['run-again'], RESULTS);
      const found = await conditions.dueOfHops(decisions.map(({ hopId }) => hopId));
      return found.length === RESULTS && found.every(({ status }) => status === 'sent') && found;
    }, 40_000);
    const seconds = (performance.now() - startedMs) / 1_000;
    expect(RESULTS / RATE_PER_SECOND - 1).toBeLessThanOrEqual(seconds);
    const senders = new Set<string | undefined>();
    for (const { operationId } of dues) {
      senders.add((await first.store.operations.find(operationId ?? ''))?.instanceId);
    }
    expect([...senders].sort()).toEqual(['first', 'second']);
    await until(async () => (await lineCount(test.runtime.aws, 'busy', 'ran key-')) >= RESULTS);
    // a second sending would have come by the time of another look
    await delay(1_500);
    for (let number = 0; number < RESULTS; number += 1) {
      expect(await lineCount(test.runtime.aws, 'busy', `ran key-${number}.`)).toBe(1);
    }
  });
});
