import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AssembledChain, assembleChains } from './assemble-chains.ts';
import type { Hop } from './hop.ts';
import type { LogEvent } from './observation.ts';
import { markerText } from './testing/marker-text.ts';
import { RequestReader } from './testing/read-requests.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const LIMITS = { traceChainMaxHops: 10_000, chainMaxHops: 1_000_000 };
const EPOCH = Date.UTC(2026, 9, 8, 9);

/** What one hop of a generated chain does; the index of its cause is taken modulo the hops before it. */
interface HopPlan {
  cause: number;
  gapMs: number;
  durationMs: number;
  retries: number;
  link: 'next' | 'parent' | 'trace';
  format: 'text' | 'json';
  stream: number;
}
const arbitraryHop: fc.Arbitrary<HopPlan> = fc.record({
  cause: fc.nat(50),
  gapMs: fc.integer({ min: 0, max: 5_000 }),
  durationMs: fc.integer({ min: 0, max: 3_000 }),
  retries: fc.constantFrom(0, 0, 0, 1, 2),
  link: fc.constantFrom('next', 'parent', 'trace'),
  format: fc.constantFrom('text', 'json'),
  stream: fc.nat(2),
});

function idOf(chain: number, hop: number): string {
  return `${chain.toString(16).padStart(8, '0')}-0000-4000-8000-${hop.toString(16).padStart(12, '0')}`;
}
function hexOf(...numbers: number[]): string {
  return numbers.map((n) => n.toString(16).padStart(8, '0')).join('');
}

/** The runs of a whole chain: fan-outs, retries in one warm stream, several trace IDs, each hop linked in some way. */
function storiesOf(chain: number, plans: readonly HopPlan[]): RunStory[] {
  const spans: { startMs: number; endMs: number; root: string; segmentId: string; says: string[] }[] = [];
  const stories: RunStory[] = [];
  for (const [index, plan] of plans.entries()) {
    const requestId = idOf(chain, index);
    const cause = index === 0 ? undefined : spans[plan.cause % index];
    const startMs = (cause?.endMs ?? EPOCH + chain * 7) + plan.gapMs;
    const segmentId = hexOf(chain, index);
    const sameTrace = cause === undefined || plan.link === 'trace';
    const root = sameTrace && cause ? cause.root : `1-6ac75f13-${hexOf(chain, index, 7)}`;
    const says: string[] = [];
    const parent = { requestId: idOf(chain, index === 0 ? 0 : plan.cause % index) };
    if (cause !== undefined && plan.link === 'next')
      cause.says.push(markerText(parent.requestId, { next: { requestId } }));
    if (cause !== undefined && plan.link === 'parent') says.push(markerText(requestId, { parent }));
    const trace = { root, segmentId, ...(sameTrace && cause ? { parent: cause.segmentId } : {}) };
    let at = startMs;
    for (let delivery = 0; delivery <= plan.retries; delivery += 1) {
      stories.push({
        requestId,
        startMs: at,
        durationMs: plan.durationMs,
        stream: `2026/10/08/[$LATEST]${hexOf(chain, plan.stream, 1, 1)}`,
        format: plan.link === 'trace' ? 'json' : plan.format,
        outcome: delivery < plan.retries ? 'error' : 'success',
        trace,
        says: delivery === plan.retries ? says : [],
      });
      if (delivery < plan.retries) at += plan.durationMs + 60_000;
    }
    spans.push({ startMs, endMs: at + plan.durationMs, root, segmentId, says });
  }
  return stories;
}

/** In a stream runs never overlap: runs that would are moved to streams of their own. */
function withoutOverlap(stories: readonly RunStory[]): RunStory[] {
  const busyUntil = new Map<string, number>();
  return stories
    .toSorted((a, b) => a.startMs - b.startMs)
    .map((story, index) => {
      const stream = story.stream ?? '';
      const free = (busyUntil.get(stream) ?? 0) <= story.startMs - 2_000;
      const chosen = free ? stream : `2026/10/08/[$LATEST]${hexOf(index, 9, 9, 9)}`;
      busyUntil.set(chosen, story.startMs + (story.durationMs ?? 0));
      return { ...story, stream: chosen };
    });
}

const arbitraryStories = fc
  .array(fc.array(arbitraryHop, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 4 })
  .map((chains) => withoutOverlap(chains.flatMap((plans, chain) => storiesOf(chain, plans))));

/** Any order, some events twice, any batches. */
function arbitraryDelivery(events: readonly LogEvent[]): fc.Arbitrary<LogEvent[][]> {
  return fc
    .tuple(
      fc.shuffledSubarray([...events], { minLength: events.length }),
      fc.subarray([...events]),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 40 }),
    )
    .map(([shuffled, again, sizes]) => {
      const all = [...shuffled, ...again];
      const batches: LogEvent[][] = [];
      for (let index = 0; index < all.length; ) {
        const size = sizes[batches.length % sizes.length] ?? 1;
        batches.push(all.slice(index, index + size));
        index += size;
      }
      return batches;
    });
}

function withoutIds(hop: Hop): unknown {
  return { ...hop, hopId: null };
}
function shapeOf(chains: readonly AssembledChain[]): unknown {
  const nameOf = new Map(
    chains.flatMap(({ hops }) => hops.map((hop) => [hop.hopId, `${hop.requestId}/${hop.deliveryAttempt}`])),
  );
  return chains
    .map(({ hops, links }) => ({
      hops: hops.map(withoutIds),
      links: links.map(({ causeHopId, effectHopId, strength, via }) => ({
        cause: causeHopId === null ? null : nameOf.get(causeHopId),
        effect: nameOf.get(effectHopId),
        strength,
        via,
      })),
    }))
    .map((chain) => JSON.stringify(chain))
    .sort();
}

describe('whole chains', () => {
  it('are the same however their log events are shuffled, repeated and batched', () => {
    const property = fc.property(
      arbitraryStories.chain((stories) => {
        const events = stories.flatMap(logOf);
        return fc.tuple(fc.constant(events), arbitraryDelivery(events));
      }),
      ([events, batches]) => {
        const atOnce = new RequestReader();
        atOnce.read(events);
        const inParts = new RequestReader();
        for (const batch of batches) inParts.read(batch);
        for (const [requestId, hops] of atOnce.hops) {
          expect(inParts.hops.get(requestId)?.map(withoutIds)).toEqual(hops.map(withoutIds));
        }
        expect(inParts.requests.size).toBe(atOnce.requests.size);
        const inAnyOrder = [...inParts.requests.values()].reverse();
        expect(shapeOf(assembleChains(inAnyOrder, LIMITS).chains)).toEqual(
          shapeOf(assembleChains([...atOnce.requests.values()], LIMITS).chains),
        );
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  it('are each one component, with a hop for every delivery and a link for every hop but the first', () => {
    const property = fc.property(arbitraryStories, (stories) => {
      const reader = new RequestReader();
      reader.read(stories.flatMap(logOf));
      const { chains, held } = assembleChains([...reader.requests.values()], LIMITS);
      expect(held).toEqual([]);
      expect(chains.flatMap((chain) => chain.hops)).toHaveLength(stories.length);
      for (const { hops, links } of chains) {
        expect(new Set(hops.map((hop) => hop.requestId.slice(0, 8))).size).toBe(1);
        expect(hops.filter((hop) => hop.status === 'running')).toEqual([]);
        expect(links.length).toBe(hops.length - 1);
      }
    });
    fc.assert(property, { numRuns: 150 });
  });

  it('keep every hop ID that was shown while nothing but new facts arrive', () => {
    const property = fc.property(
      arbitraryStories.chain((stories) => {
        // in the order in which they are written, as a follower of the log reads them
        const events = stories.flatMap(logOf).sort((a, b) => a.timestamp - b.timestamp);
        return fc.tuple(fc.constant(events), fc.integer({ min: 1, max: 9 }));
      }),
      ([events, size]) => {
        const reader = new RequestReader();
        const shown = new Map<string, string>();
        for (let index = 0; index < events.length; index += size) {
          reader.read(events.slice(index, index + size));
          for (const hop of [...reader.hops.values()].flat()) {
            const place = `${hop.requestId} ${hop.startedAt?.getTime()} ${hop.logStreamName}`;
            expect(hop.hopId).toBe(shown.get(place) ?? hop.hopId);
            shown.set(place, hop.hopId);
          }
        }
        const ids = [...reader.hops.values()].flat().map((hop) => hop.hopId);
        expect(new Set(ids).size).toBe(ids.length);
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  it('lose no line that comes late, and never mix with strangers while lines are missing', () => {
    const property = fc.property(
      arbitraryStories.chain((stories) => {
        const events = stories.flatMap(logOf);
        return fc.tuple(fc.constant(stories), fc.constant(events), fc.subarray(events));
      }),
      ([stories, events, early]) => {
        const reader = new RequestReader();
        reader.read(early);
        for (const [requestId, hops] of reader.hops) {
          const deliveries = stories.filter((story) => story.requestId === requestId).length;
          expect(hops.length).toBeLessThanOrEqual(deliveries);
        }
        for (const { hops } of assembleChains([...reader.requests.values()], LIMITS).chains) {
          expect(new Set(hops.map((hop) => hop.requestId.slice(0, 8))).size).toBe(1);
        }
        const shown = new Set([...reader.hops.values()].flat().map((hop) => hop.hopId));
        reader.read(events.filter((event) => !early.includes(event)));
        const whole = new RequestReader();
        whole.read(events);
        const ids = new Set([...reader.hops.values()].flat().map((hop) => hop.hopId));
        for (const hopId of shown) expect(ids).toContain(hopId);
        for (const [requestId, hops] of whole.hops) {
          expect(reader.hops.get(requestId)?.map(withoutIds)).toEqual(hops.map(withoutIds));
        }
      },
    );
    fc.assert(property, { numRuns: 150 });
  });

  it('stay whole, without circles, when host clocks differ by 200 ms', () => {
    const property = fc.property(
      arbitraryStories,
      fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 12, maxLength: 12 }),
      (stories, skews) => {
        const skewOf = new Map<string, number>();
        const skewed = stories.map((story) => {
          const stream = story.stream ?? '';
          const skew = skewOf.get(stream) ?? skews[skewOf.size % skews.length] ?? 0;
          skewOf.set(stream, skew);
          return { ...story, startMs: story.startMs + skew };
        });
        const reader = new RequestReader();
        reader.read(skewed.flatMap(logOf));
        for (const { hops, links } of assembleChains([...reader.requests.values()], LIMITS).chains) {
          expect(new Set(hops.map((hop) => hop.requestId.slice(0, 8))).size).toBe(1);
          expect(links.length).toBe(hops.length - 1);
          expect(rootsOf(links, hops)).toHaveLength(1);
        }
      },
    );
    fc.assert(property, { numRuns: 150 });
  });
});

/** The hops from which each hop is reached by its links; fails on a circle. */
function rootsOf(links: AssembledChain['links'], hops: readonly Hop[]): string[] {
  const causeOf = new Map(links.map((link) => [link.effectHopId, link.causeHopId]));
  return [
    ...new Set(
      hops.map(({ hopId }) => {
        let current = hopId;
        for (let step = 0; step <= hops.length; step += 1) {
          const cause = causeOf.get(current);
          if (cause == null) return current;
          current = cause;
        }
        throw new Error('a circle of causes');
      }),
    ),
  ];
}
