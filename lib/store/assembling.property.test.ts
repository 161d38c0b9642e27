import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleChains } from '../domain/assemble-chains.ts';
import type { LogEvent } from '../domain/observation.ts';
import { markerText } from '../domain/testing/marker-text.ts';
import { readRequests } from '../domain/testing/read-requests.ts';
import { logOf, type RunStory } from '../domain/testing/run-log.ts';
import type { HopRow, Store } from './store.ts';
import { batchOf } from './testing/log-lines.ts';
import { ANY_CHAIN, testEngines } from './testing/test-stores.ts';

const LIMITS = { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 };
const EPOCH = Date.UTC(2026, 9, 8, 9);

interface HopPlan {
  cause: number;
  gapMs: number;
  durationMs: number;
  retries: number;
  link: 'next' | 'parent' | 'trace' | 'two-parents';
  fails: boolean;
}
const hopPlan: fc.Arbitrary<HopPlan> = fc.record({
  cause: fc.nat(50),
  gapMs: fc.integer({ min: 0, max: 40_000 }),
  durationMs: fc.integer({ min: 0, max: 3_000 }),
  retries: fc.constantFrom(0, 0, 0, 1),
  link: fc.constantFrom('next', 'next', 'parent', 'trace', 'trace', 'two-parents'),
  fails: fc.boolean(),
});
const plans = fc.array(fc.array(hopPlan, { minLength: 1, maxLength: 7 }), { minLength: 1, maxLength: 3 });

function hex(...numbers: number[]): string {
  return numbers.map((n) => n.toString(16).padStart(8, '0')).join('');
}

/** Runs of chains that touch no other case's: `salt` is in every identifier. */
function storiesOf(salt: number, chains: readonly HopPlan[][]): RunStory[] {
  const idOf = (chain: number, hop: number) =>
    `${hex(salt)}-0000-4000-8000-${(chain * 256 + hop).toString(16).padStart(12, '0')}`;
  return chains.flatMap((chain, c) => {
    const runs: { endMs: number; root: string; segmentId: string; says: string[] }[] = [];
    return chain.flatMap((plan, h) => {
      const requestId = idOf(c, h);
      const causeIndex = h === 0 ? 0 : plan.cause % h;
      const cause = h === 0 ? undefined : runs[causeIndex];
      const startMs = (cause?.endMs ?? EPOCH + c * 7) + plan.gapMs;
      const segmentId = hex(salt, c * 256 + h);
      const sameTrace = cause !== undefined && plan.link === 'trace';
      const root = sameTrace ? cause.root : `1-6ac75f13-${hex(salt, c * 256 + h, 7)}`;
      const says: string[] = [];
      const parent = { requestId: idOf(c, causeIndex) };
      if (cause !== undefined && plan.link === 'next') {
        cause.says.push(markerText(parent.requestId, { next: { requestId } }));
      }
      if (cause !== undefined && plan.link !== 'next' && plan.link !== 'trace') {
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
}

/** Any order, some events twice, any batches. */
function deliveryOf(events: readonly LogEvent[]): fc.Arbitrary<LogEvent[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.subarray([...events]),
      fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 20 }),
    )
    .map(([shuffled, again, sizes]) => {
      const all = [...shuffled, ...again];
      const batches: LogEvent[][] = [];
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

/** What the pure reference makes of all events at once: per chain its hops, each with its cause. */
function expectedOf(events: readonly LogEvent[]): string[][] {
  const { chains } = assembleChains(readRequests(events), LIMITS);
  const names = new Map(chains.flatMap(({ hops }) => hops.map((hop) => [hop.hopId, named(hop)])));
  return chains
    .map(({ hops, links }) =>
      hops
        .map((hop) => {
          const link = links.find((each) => each.effectHopId === hop.hopId);
          return `${named(hop)} ${hop.status} ← ${link === undefined ? '' : (names.get(link.causeHopId ?? '') ?? '?')}`;
        })
        .sort(),
    )
    .sort();
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
    chains.set(chain.chainId, hops.map((hop) => `${named(hop)} ${hop.status} ← ${causeOf(hop)}`).sort());
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
    await engine.start();
    store = await engine.open();
  });
  afterAll(async () => {
    await store.close();
    await engine.stop();
  });

  it('makes the same chains of events in any order, repetition and batches as the reference of all at once', async () => {
    const cases = plans.chain((chains) => {
      salt += 1;
      const stories = storiesOf(salt, chains);
      const events = stories.flatMap(logOf);
      return fc.record({
        requestIds: fc.constant([...new Set(stories.map((story) => story.requestId))]),
        events: fc.constant(events),
        batches: deliveryOf(events),
        // a case is hundreds of lines; its seed and path tell it
        [fc.toStringMethod]: fc.constant(() => `${stories.length} runs, salt ${salt}`),
      });
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ requestIds, events, batches }) => {
        for (const batch of batches) await store.ingest.logEvents(batchOf(batch));
        expect(await storedOf(store, requestIds)).toEqual(expectedOf(events));
        const again = await store.ingest.logEvents(batchOf(events));
        expect(again).toEqual({ changedChainIds: [], newLineCount: 0, unreadableLineCount: 0 });
      }),
      { numRuns: Number(process.env.STORE_PROPERTY_RUNS ?? 12), endOnFailure: true },
    );
    const counts = await store.chains.counts(ANY_CHAIN);
    const listed = await store.chains.list(ANY_CHAIN, { limit: 1_000, cursor: null });
    expect(counts.total).toBe(listed.rows.length);
    const chart = await store.chains.chart(ANY_CHAIN, 60_000);
    expect(chart.reduce((sum, bucket) => sum + bucket.succeeded + bucket.failed + bucket.running, 0)).toBe(
      listed.rows.reduce((sum, row) => sum + row.hopCount, 0),
    );
  }, 180_000);
});
