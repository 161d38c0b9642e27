import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { filterLogEvents } from '../aws/filter-log-events.ts';
import type { LogEvent } from '../domain/observation.ts';
import type { ChainRow, HopRow, Store } from '../store/store.ts';
import { ANY_CHAIN } from '../store/testing/test-stores.ts';
import { type CrashTest, startCrashTest } from '../testing/start-crash-test.ts';
import { until } from '../testing/until.ts';

const KILLS = 20;
const HOPS_OF_POLLER = 4;
const HOPS_OF_FLAKY = 3;
const PRODUCE_EVERY_MS = 200;

/** Runs itself again until its fourth run, and says so by the marker. */
const POLLER = `
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
const lambda = new LambdaClient({});
export const handler = async (event, context) => {
  console.log('run', context.awsRequestId);
  if (event.attempt === ${HOPS_OF_POLLER}) return;
  const { $metadata } = await lambda.send(new InvokeCommand({
    FunctionName: context.functionName, InvocationType: 'Event',
    Payload: JSON.stringify({ attempt: event.attempt + 1 }),
  }));
  console.log(JSON.stringify({ rerun: { v: 1, via: 'invoke', attempt: event.attempt,
    requestId: context.awsRequestId, next: { requestId: $metadata.requestId } } }));
};`;

/** Always fails, so that Lambda runs it three times. */
const FLAKY = `export const handler = async (event, context) => {
  console.log('run', context.awsRequestId);
  throw new RangeError('always');
};`;

let test: CrashTest;

beforeAll(async () => {
  test = await startCrashTest();
  await test.createFunction('poller', POLLER);
  await test.createFunction('flaky', FLAKY);
});

afterAll(() => test.stop());

it('loses nothing and doubles nothing when it is killed at any point', { timeout: 150_000 }, async () => {
  const produced = produce();
  const lives = [];
  // the first start makes the database, and tells how long a start takes here
  let startMs = await test.lifeOfDashboard(0, 'collecting');
  for (let kill = 0; kill < KILLS; kill += 1) {
    // in turn anywhere in its start, and within half a start's length after it collects; spread evenly, in no order
    const share = (((kill * 7) % KILLS) + Math.random()) / KILLS;
    const msToCollect =
      kill % 2 === 1
        ? await test.lifeOfDashboard(share * startMs * 0.5, 'collecting')
        : await test.lifeOfDashboard(share * startMs, 'start');
    if (Number.isFinite(msToCollect)) startMs = msToCollect;
    lives.push(msToCollect);
  }
  expect(lives.filter(Number.isFinite).length).toBeGreaterThanOrEqual(KILLS / 2);
  const { pollers, flakies } = await produced.stop();
  const expectedHops = pollers * HOPS_OF_POLLER + flakies * HOPS_OF_FLAKY;

  const logged = await until(async () => {
    const events = [...(await eventsOf('poller')), ...(await eventsOf('flaky'))];
    const reports = events.filter(({ message }) => message.startsWith('REPORT '));
    return reports.length >= expectedHops && events;
  }, 30_000);
  const starts = logged.filter(({ message }) => message.startsWith('START '));
  expect(starts).toHaveLength(expectedHops);

  const { chains, hops } = await test.asDashboard(async ({ store }) => {
    const found = await caughtUp(store, expectedHops, logged);
    const hopsOfEach = await Promise.all(found.map((chain) => hopsOf(store, chain.chainId)));
    return { chains: found, hops: hopsOfEach.flat() };
  });

  expect(hops.map(identityOf).sort()).toEqual(starts.map(identityOf).sort());
  expect(partition(hops)).toEqual(chainsByMarkers(logged));
  expect(chains.map(({ hopCount }) => hopCount).reduce((sum, count) => sum + count, 0)).toBe(expectedHops);
  expect(chains.filter(({ status }) => status === 'succeeded')).toHaveLength(pollers);
  expect(chains.filter(({ status }) => status === 'failed')).toHaveLength(flakies);
  for (const hop of hops) {
    expect(hop.status).toBe(hop.functionName === 'poller' ? 'succeeded' : 'failed');
    // each line once: a hop's tail holds what its run printed, and nothing twice
    expect(hop.tail.text.split(`run ${hop.requestId}`)).toHaveLength(2);
  }
});

/** Invokes both functions again and again until it is stopped; answers how often each was. */
function produce() {
  const count = { pollers: 0, flakies: 0 };
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      await test.invokeEvent('poller', { attempt: 1 });
      count.pollers += 1;
      if (count.pollers % 3 === 0) {
        await test.invokeEvent('flaky', {});
        count.flakies += 1;
      }
      await delay(PRODUCE_EVERY_MS);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await loop;
      return count;
    },
  };
}

/** Everything that a function has logged. */
async function eventsOf(functionName: string): Promise<LogEvent[]> {
  const events: LogEvent[] = [];
  let nextToken: string | null = null;
  do {
    const page = await filterLogEvents(test.aws, {
      logGroupName: `/aws/lambda/${functionName}`,
      startTime: new Date(0),
      nextToken,
    });
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== null);
  return events;
}

/** The chains once every hop has ended and every source was read beyond its last line. */
async function caughtUp(store: Store, hopCount: number, logged: LogEvent[]): Promise<ChainRow[]> {
  const lastLineMs = Math.max(...logged.map(({ timestamp }) => timestamp));
  return until(async () => {
    const chains: ChainRow[] = [];
    let cursor: string | null = null;
    do {
      const page = await store.chains.list(ANY_CHAIN, { limit: 200, cursor });
      chains.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor !== null);
    const hops = chains.reduce((sum, chain) => sum + chain.hopCount, 0);
    const ended = chains.every(({ status }) => status === 'succeeded' || status === 'failed');
    const sources = await store.sources.list();
    const read = sources.every(({ watermarkAt }) => (watermarkAt?.getTime() ?? 0) > lastLineMs);
    return hops >= hopCount && ended && read && chains;
  }, 30_000);
}

async function hopsOf(store: Store, chainId: string): Promise<HopRow[]> {
  const { rows } = await store.hops.list(chainId, { limit: 1_000, cursor: null });
  return rows;
}

/** Request and start: what tells runs of one request apart. */
function identityOf(run: LogEvent | HopRow): string {
  return 'message' in run
    ? `${requestIdOf(run)} ${run.timestamp}`
    : `${run.requestId} ${run.startedAt?.getTime()}`;
}

function requestIdOf({ message }: LogEvent): string {
  return /RequestId: (\S+)/.exec(message)?.[1] ?? '';
}

/** The request IDs of each chain. */
function partition(hops: readonly HopRow[]): string[][] {
  const chains = new Map<string, Set<string>>();
  for (const { chainId, requestId } of hops) {
    chains.set(chainId, (chains.get(chainId) ?? new Set()).add(requestId));
  }
  return sorted([...chains.values()].map((requestIds) => [...requestIds]));
}

/** The same from the logs alone: the requests, joined as their markers say. */
function chainsByMarkers(logged: readonly LogEvent[]): string[][] {
  const chains = new Map<string, string[]>();
  for (const event of logged) {
    if (event.message.startsWith('START ')) chains.set(requestIdOf(event), [requestIdOf(event)]);
  }
  for (const { message } of logged) {
    const [, own = '', next] = /"requestId":"([^"]+)","next":{"requestId":"([^"]+)"/.exec(message) ?? [];
    if (next === undefined) continue;
    const joined = [...(chains.get(own) ?? []), ...(chains.get(next) ?? [])];
    for (const requestId of joined) chains.set(requestId, joined);
  }
  return sorted([...new Set(chains.values())]);
}

function sorted(chains: string[][]): string[][] {
  return chains.map((ids) => ids.sort()).sort((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}
