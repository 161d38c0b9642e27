import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleChains } from '../domain/assemble-chains.ts';
import { eventCauseOf, parseEventEnvelope } from '../domain/event-envelope.ts';
import { parentEventIdsOf } from '../domain/hop-events.ts';
import { mechanismOf } from '../domain/links.ts';
import type { LogEvent } from '../domain/observation.ts';
import { markerText } from '../domain/testing/marker-text.ts';
import { RequestReader } from '../domain/testing/read-requests.ts';
import { logOf, type RunStory } from '../domain/testing/run-log.ts';
import type { ChainRow, HopRow, IngestResult, Store } from './store.ts';
import type { BusLogBatch } from './store-events.ts';
import { batchOf } from './testing/log-lines.ts';
import { ANY_CHAIN, testEngines } from './testing/test-stores.ts';

const LIMITS = { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 };
const EPOCH = Date.UTC(2026, 9, 8, 9);

interface HopPlan {
  cause: number;
  gapMs: number;
  durationMs: number;
  retries: number;
  link: 'next' | 'parent' | 'trace' | 'two-parents' | 'event' | 'record';
  fails: boolean;
  /** How a run shows the event that it got. */
  shows: 'marker' | 'both' | 'log' | 'nothing';
  /** The run before got the same event. */
  twin: boolean;
  seen: boolean;
  /** It has the Root of a run of another chain, whatever names its cause. */
  foreign: boolean;
  /** An operator ran it as a new chain, whatever says that it has a cause. */
  apart: boolean;
}
const hopPlan: fc.Arbitrary<HopPlan> = fc.record({
  cause: fc.nat(50),
  gapMs: fc.integer({ min: 0, max: 40_000 }),
  durationMs: fc.integer({ min: 0, max: 3_000 }),
  retries: fc.constantFrom(0, 0, 0, 1),
  link: fc.constantFrom('next', 'parent', 'trace', 'trace', 'two-parents', 'event', 'event', 'record'),
  fails: fc.boolean(),
  shows: fc.constantFrom('marker', 'both', 'log', 'nothing'),
  twin: fc.constantFrom(false, false, true),
  seen: fc.boolean(),
  foreign: fc.constantFrom(false, false, false, true),
  apart: fc.constantFrom(false, false, false, true),
});
const plans = fc.array(fc.array(hopPlan, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 3 });

function hex(...numbers: number[]): string {
  return numbers.map((n) => n.toString(16).padStart(8, '0')).join('');
}

/** Runs of chains, and events on a bus, that touch no other case's: `salt` is in every identifier. */
function storiesOf(
  salt: number,
  chains: readonly HopPlan[][],
): { stories: RunStory[]; bus: BusEvent[]; sent: SentRun[] } {
  const bus: BusEvent[] = [];
  const sent: SentRun[] = [];
  const idOf = (chain: number, hop: number) =>
    `${hex(salt)}-0000-4000-8000-${(chain * 256 + hop).toString(16).padStart(12, '0')}`;
  const roots: string[] = [];
  const stories = chains.flatMap((chain, c) => {
    const runs: { endMs: number; root: string; segmentId: string; says: string[] }[] = [];
    const events: (string | null)[] = [];
    return chain.flatMap((plan, h) => {
      const requestId = idOf(c, h);
      const causeIndex = h === 0 ? 0 : plan.cause % h;
      const cause = h === 0 ? undefined : runs[causeIndex];
      const startMs = (cause?.endMs ?? EPOCH + c * 7) + plan.gapMs;
      const segmentId = hex(salt, c * 256 + h);
      // of two, each with a trace of its own, either could be what a run with both Roots belongs to
      const apart = plan.apart && c === 0 && h > 0 && sent.length === 0;
      const byEvent = plan.link === 'event' || plan.link === 'record';
      const sameTrace =
        cause !== undefined && !apart && (plan.link === 'trace' || (byEvent && plan.shows === 'nothing'));
      const ownRoot = `1-6ac75f13-${hex(salt, c * 256 + h, 7)}`;
      const foreign = c === 1 && plan.foreign && cause !== undefined && !sameTrace;
      const root = sameTrace ? cause.root : foreign ? (roots[plan.cause % roots.length] ?? ownRoot) : ownRoot;
      if (c === 0) roots.push(root);
      if (apart) sent.push({ operation: { requestId, traceId: root } });
      const says: string[] = [];
      const parent = { requestId: idOf(c, causeIndex) };
      if (cause !== undefined && plan.link === 'next') {
        cause.says.push(markerText(parent.requestId, { next: { requestId } }));
      }
      const twinEvent = plan.twin ? (events[h - 1] ?? null) : null;
      const eventId =
        twinEvent ?? `${hex(salt)}-0000-4000-9000-${(c * 256 + h).toString(16).padStart(12, '0')}`;
      events.push(cause !== undefined && byEvent ? eventId : null);
      if (cause !== undefined && byEvent) {
        const envelope = envelopeOf(eventId, plan.link === 'record' && twinEvent === null, parent.requestId);
        if (twinEvent === null && plan.link === 'event') {
          cause.says.push(markerText(parent.requestId, { via: 'eventbridge', next: { eventId } }));
        }
        if (twinEvent === null && (plan.link === 'record' || plan.seen)) {
          bus.push({ logStreamName: 'bus', timestamp: cause.endMs, message: envelope });
        }
        if (plan.shows === 'log') says.push(envelope);
        if (plan.shows === 'marker') {
          says.push(markerText(requestId, { via: 'eventbridge', parent: { eventId } }));
        }
        if (plan.shows === 'both') {
          says.push(markerText(requestId, { via: 'eventbridge', parent: { ...parent, eventId } }));
        }
      } else if (cause !== undefined && plan.link !== 'next' && plan.link !== 'trace') {
        says.push(markerText(requestId, { parent }));
      }
      if (plan.link === 'two-parents' && h > 1) {
        says.push(markerText(requestId, { parent: { requestId: idOf(c, (causeIndex + 1) % h) } }));
      }
      const stories: RunStory[] = [];
      let at = startMs;
      for (let delivery = 0; delivery <= plan.retries; delivery += 1) {
        const failed = delivery < plan.retries || plan.fails;
        stories.push({
          requestId,
          startMs: at,
          durationMs: plan.durationMs,
          stream: `2026/10/08/[$LATEST]${hex(salt, c, h, delivery)}`,
          format: 'json',
          outcome: failed ? 'error' : 'success',
          trace: { root, segmentId, ...(sameTrace && plan.fails ? { parent: cause.segmentId } : {}) },
          says: delivery === plan.retries ? says : [],
        });
        if (delivery < plan.retries) at += plan.durationMs + 60_000;
      }
      runs.push({ endMs: at + plan.durationMs, root, segmentId, says });
      return stories;
    });
  });
  return { stories, bus, sent };
}

type BusEvent = BusLogBatch['events'][number];
/** A run that the dashboard sent as a new chain. */
interface SentRun {
  operation: { requestId: string; traceId: string };
}
type Seen = LogEvent | BusEvent | SentRun;

/** An event as a bus shows it; a record is about the run that published it. */
function envelopeOf(eventId: string, isRecord: boolean, requestId: string): string {
  const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:poller:$LATEST';
  const record = {
    version: '1.0',
    timestamp: '2026-10-08T10:00:00.000Z',
    requestContext: { requestId, functionArn, condition: 'Success', approximateInvokeCount: 1 },
    requestPayload: {},
    responseContext: { statusCode: 200, executedVersion: '$LATEST' },
    responsePayload: null,
  };
  return JSON.stringify({
    version: '0',
    id: eventId,
    'detail-type': isRecord ? 'Lambda Function Invocation Result - Success' : 'OrderPending',
    source: isRecord ? 'lambda' : 'shop.orders',
    account: '000000000000',
    time: '2026-10-08T10:00:00Z',
    region: 'us-east-1',
    resources: [],
    detail: isRecord ? record : { order: 1 },
  });
}

const isSent = (seen: Seen): seen is SentRun => 'operation' in seen;
const isLogged = (seen: Seen): seen is LogEvent => 'logGroupName' in seen;
const isOnBus = (seen: Seen): seen is BusEvent => !isSent(seen) && !isLogged(seen);

/** Any order, some events twice, any batches. */
function deliveryOf(events: readonly Seen[]): fc.Arbitrary<Seen[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.subarray([...events]),
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 }),
    )
    .map(([shuffled, again, sizes]) => {
      const all = [...shuffled, ...again];
      const batches: Seen[][] = [];
      for (let start = 0; start < all.length; ) {
        const size = sizes[batches.length % sizes.length] ?? 1;
        batches.push(all.slice(start, start + size));
        start += size;
      }
      return batches;
    });
}

const named = (hop: { requestId: string; deliveryAttempt: number }) =>
  `${hop.requestId}/${hop.deliveryAttempt}`;

async function send(store: Store, { requestId, traceId }: SentRun['operation']): Promise<void> {
  const { created } = await store.operations.create({
    operationId: `op-${requestId}`,
    functionName: 'poller',
    functionArn: null,
    invocationType: 'Event',
    payload: '{}',
    traceId,
    parentHopId: null,
    separate: true,
    instanceId: 'test',
    idempotencyKey: null,
    fingerprint: requestId,
  });
  if (!created) return;
  await store.operations.markSent(`op-${requestId}`);
  const answer = { statusCode: 202, functionError: null, errorType: null, errorMessage: null };
  await store.operations.markAnswered(`op-${requestId}`, {
    requestId,
    ...answer,
    response: null,
    tail: null,
  });
}

async function take(store: Store, batch: readonly Seen[]): Promise<IngestResult[]> {
  const onBus = batch.filter(isOnBus);
  const logged = batch.filter(isLogged);
  const results: IngestResult[] = [];
  for (const { operation } of batch.filter(isSent)) await send(store, operation);
  if (onBus.length > 0) {
    const bus = { logGroupName: '/aws/events/shop', eventBusName: 'shop', method: 'rule' as const };
    results.push(await store.ingest.busEvents({ ...bus, events: onBus, checkpoint: null, slowPass: false }));
  }
  if (logged.length > 0) results.push(await store.ingest.logEvents(batchOf(logged)));
  return results;
}

/** What the pure reference makes of all events at once: per chain its hops, each with its cause. */
function expectedOf(
  events: readonly LogEvent[],
  bus: readonly BusEvent[],
  sent: readonly SentRun[],
): string[][] {
  const reader = new RequestReader();
  reader.read(events);
  for (const { operation } of sent) {
    const { requestId, traceId } = operation;
    const how = { operationId: `op-${requestId}`, timestamp: EPOCH, invocationType: 'Event' } as const;
    const chain = { traceId, parentHopId: null, separate: true };
    reader.know(requestId, { source: 'operation', kind: 'invoked', ...how, ...chain });
  }
  for (const { message, timestamp } of bus) {
    const envelope = parseEventEnvelope(message, 1_000_000);
    if (envelope === null) throw new Error('the bus shows no event');
    const { eventId } = envelope;
    const cause = eventCauseOf(envelope);
    if (cause?.record != null) {
      const { outcome, errorType, errorMessage, atMs } = cause.record;
      const record = { outcome, errorType, errorMessage, eventId, timestamp: atMs ?? timestamp };
      reader.know(cause.requestId, { source: 'event', kind: 'record', ...record });
    }
    for (const { requestId, observations } of [...reader.requests.values()]) {
      if (!parentEventIdsOf(observations).includes(eventId)) continue;
      reader.know(requestId, { source: 'event', kind: 'seen', eventId, timestamp });
    }
  }
  const { chains } = assembleChains([...reader.requests.values()], LIMITS);
  const names = new Map(chains.flatMap(({ hops }) => hops.map((hop) => [hop.hopId, named(hop)])));
  return chains
    .map(({ hops, links }) =>
      hops
        .map((hop) => {
          const link = links.find((each) => each.effectHopId === hop.hopId);
          const cause = link === undefined ? '' : (names.get(link.causeHopId ?? '') ?? '?');
          return `${named(hop)} ${hop.status} ← ${cause} ${mechanismOf(hop, link ?? null)}`;
        })
        .sort(),
    )
    .sort();
}

async function allChains(store: Store): Promise<ChainRow[]> {
  const chains: ChainRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor });
    chains.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return chains;
}

async function allHops(store: Store, chainId: string): Promise<HopRow[]> {
  const hops: HopRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await store.hops.list(chainId, { limit: 3, cursor });
    hops.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return hops;
}

async function storedOf(store: Store, requestIds: readonly string[]): Promise<string[][]> {
  const chains = new Map<string, string[]>();
  for (const requestId of requestIds) {
    const chain = await store.chains.find(requestId);
    if (chain === null || chains.has(chain.chainId)) continue;
    const hops = await allHops(store, chain.chainId);
    const names = new Map(hops.map((hop) => [hop.hopId, named(hop)]));
    const causeOf = (hop: HopRow) => (hop.link === null ? '' : (names.get(hop.parentHopId ?? '') ?? '?'));
    chains.set(
      chain.chainId,
      hops.map((hop) => `${named(hop)} ${hop.status} ← ${causeOf(hop)} ${hop.via}`).sort(),
    );
    const costUsd = hops.reduce((sum, hop) => sum + (hop.costUsd ?? 0), 0);
    expect(chain.costUsd).toBeCloseTo(costUsd, 9);
    expect({
      hopCount: chain.hopCount,
      failed: chain.failedHopCount,
      startedAt: chain.startedAt,
      lastActivityMs: chain.lastActivityAt.getTime(),
      last: chain.lastHop?.hopId,
    }).toEqual({
      hopCount: hops.length,
      failed: hops.filter((hop) => hop.status === 'failed').length,
      startedAt: hops[0]?.startedAt,
      lastActivityMs: Math.max(...hops.map((hop) => (hop.endedAt ?? hop.startedAt ?? new Date(0)).getTime())),
      last: hops.at(-1)?.hopId,
    });
  }
  return [...chains.values()].sort();
}

describe.each(testEngines())('a store on $name', (engine) => {
  let store: Store;
  let salt = 1;
  beforeAll(async () => {
    store = await engine.open();
  });
  afterAll(() => engine.close());

  it('makes the same chains of events in any order, repetition and batches as the reference of all at once', async () => {
    const cases = plans.chain((chains) => {
      salt += 1;
      const { stories, bus, sent } = storiesOf(salt, chains);
      const events = stories.flatMap(logOf);
      return fc.record({
        requestIds: fc.constant([...new Set(stories.map((story) => story.requestId))]),
        events: fc.constant(events),
        bus: fc.constant(bus),
        sent: fc.constant(sent),
        batches: deliveryOf([...events, ...bus, ...sent]),
        // a case is hundreds of lines; its seed and path tell it
        [fc.toStringMethod]: fc.constant(() => `${stories.length} runs, salt ${salt}`),
      });
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ requestIds, events, bus, sent, batches }) => {
        for (const batch of batches) await take(store, batch);
        expect(await storedOf(store, requestIds)).toEqual(expectedOf(events, bus, sent));
        for (const again of await take(store, [...events, ...bus, ...sent])) {
          expect(again).toEqual({ changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 });
        }
      }),
      { numRuns: Number(process.env.STORE_PROPERTY_RUNS ?? 12), endOnFailure: true },
    );
    const counts = await store.chains.counts(ANY_CHAIN);
    const listed = await allChains(store);
    expect(counts.total).toBe(listed.length);
    const chart = await store.chains.chart(ANY_CHAIN, 60_000);
    expect(chart.reduce((sum, bucket) => sum + bucket.succeeded + bucket.failed + bucket.running, 0)).toBe(
      listed.reduce((sum, row) => sum + row.hopCount, 0),
    );
  }, 180_000);
});
