import { describe, expect, it } from 'vitest';
import { type AssembledChain, assembleChains } from './assemble-chains.ts';
import type { InvokedObservation, LogEvent } from './observation.ts';
import { markerText } from './testing/marker-text.ts';
import { RequestReader } from './testing/read-requests.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const LIMITS = { traceChainMaxHops: 100, chainMaxHops: 100_000 };
const T0 = Date.UTC(2026, 9, 8, 9);
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const OTHER_ROOT = '1-6ac75f14-00112233445566778899aabb';

function id(n: number): string {
  return `7c1e52a4-3b0d-4f6a-9d1e-${n.toString(16).padStart(12, '0')}`;
}
/** Each run in a stream of its own unless told otherwise. */
function run(n: number, startMs: number, rest: Partial<RunStory> = {}): RunStory {
  return { requestId: id(n), startMs: T0 + startMs, stream: `2026/10/08/[$LATEST]${n}`, ...rest };
}
function span(n: number): string {
  return n.toString(16).padStart(16, '0');
}
function chainsOf(stories: readonly RunStory[], options = LIMITS): AssembledChain[] {
  return read(stories.flatMap(logOf)).assemble(options).chains;
}
function read(events: readonly LogEvent[]) {
  const reader = new RequestReader();
  reader.read(events);
  return {
    reader,
    assemble: (options = LIMITS) => assembleChains([...reader.requests.values()], options),
  };
}
function requestsOf(chain: AssembledChain | undefined): number[] {
  return (chain?.hops ?? []).map((hop) => Number.parseInt(hop.requestId.slice(-12), 16));
}
function causeOf(chain: AssembledChain | undefined, n: number): number | null | undefined {
  const effect = chain?.hops.find((hop) => hop.requestId === id(n));
  const link = chain?.links.find((candidate) => candidate.effectHopId === effect?.hopId);
  if (link === undefined) return undefined;
  const cause = chain?.hops.find((hop) => hop.hopId === link.causeHopId);
  return cause === undefined ? null : Number.parseInt(cause.requestId.slice(-12), 16);
}

describe('exact links', () => {
  it('join by the request ID that a caller names', () => {
    const [chain, ...others] = chainsOf([
      run(1, 0, { says: [markerText(id(1), { next: { requestId: id(2) } })] }),
      run(2, 400),
    ]);
    expect(others).toEqual([]);
    expect(requestsOf(chain)).toEqual([1, 2]);
    expect(chain?.links[0]).toMatchObject({
      strength: 'exact',
      via: 'invoke',
      evidence: [{ kind: 'next', value: id(2) }],
    });
  });

  it('join by the parent that the child prints, although the parent died before it printed next', () => {
    const [chain] = chainsOf([
      run(1, 0, { outcome: 'timeout' }),
      run(2, 400, { says: [markerText(id(2), { parent: { requestId: id(1) } })] }),
    ]);
    expect(causeOf(chain, 2)).toBe(1);
  });

  it('join by the event ID that stands between two runs', () => {
    const [chain] = chainsOf([
      run(1, 0, { says: [markerText(id(1), { via: 'eventbridge', next: { eventId: 'e-1' } })] }),
      run(2, 9_000, { says: [markerText(id(2), { via: 'eventbridge', parent: { eventId: 'e-1' } })] }),
    ]);
    expect(chain?.links[0]).toMatchObject({
      via: 'eventbridge',
      evidence: [{ kind: 'event-id', value: 'e-1' }],
    });
  });

  it('make a fan-out of three siblings under their one caller', () => {
    const says = [2, 3, 4].map((n) => markerText(id(1), { next: { requestId: id(n) } }));
    const [chain, ...others] = chainsOf([run(1, 0, { says }), run(2, 60), run(3, 61), run(4, 60)]);
    expect(others).toEqual([]);
    expect([2, 3, 4].map((n) => causeOf(chain, n))).toEqual([1, 1, 1]);
  });

  it('beat the trace: the named parent counts, not the sibling that was running', () => {
    const trace = { root: ROOT };
    const [chain] = chainsOf([
      run(1, 0, { format: 'json', trace: { ...trace, segmentId: span(1) } }),
      run(2, 50, {
        format: 'json',
        trace: { ...trace, parent: span(1), segmentId: span(2) },
        durationMs: 5_000,
      }),
      run(3, 900, {
        format: 'json',
        trace: { ...trace, parent: span(2), segmentId: span(3) },
        says: [markerText(id(3), { parent: { requestId: id(1) } })],
      }),
    ]);
    expect(causeOf(chain, 3)).toBe(1);
    expect(causeOf(chain, 2)).toBe(1);
  });

  it('do not make circles of two runs that name each other', () => {
    const [chain] = chainsOf([
      run(1, 0, { says: [markerText(id(1), { next: { requestId: id(2) } })] }),
      run(2, 400, { says: [markerText(id(2), { next: { requestId: id(1) } })] }),
    ]);
    expect(causeOf(chain, 2)).toBe(1);
    expect(causeOf(chain, 1)).toBeUndefined();
  });
});

describe('a run with ten causes', () => {
  it('starts its own chain and points to the chains of its causes', () => {
    const causes = Array.from({ length: 10 }, (_, index) => index + 1);
    const chains = chainsOf([
      ...causes.map((n) => run(n, n, { trace: { root: ROOT, segmentId: span(n) }, format: 'json' })),
      run(99, 500, {
        format: 'json',
        trace: { root: OTHER_ROOT, segmentId: span(99) },
        says: causes.map((n) => markerText(id(99), { via: 'eventbridge', parent: { requestId: id(n) } })),
      }),
    ]);
    const batch = chains.find((chain) => requestsOf(chain).includes(99));
    expect(requestsOf(batch)).toEqual([99]);
    expect(batch?.pointsTo).toHaveLength(10);
  });

  it('is not joined by its trace either', () => {
    const parents = [1, 2].map((n) => markerText(id(9), { parent: { requestId: id(n) } }));
    const trace = { root: ROOT, segmentId: span(7) };
    const chains = chainsOf([
      run(1, 0, { format: 'json', trace }),
      run(2, 10_000),
      run(9, 10_500, { format: 'json', trace: { root: ROOT, segmentId: span(9) }, says: parents }),
      run(10, 11_000, { format: 'json', trace: { root: ROOT, segmentId: span(10) } }),
    ]);
    expect(chains.map(requestsOf)).toContainEqual([9]);
    expect(chains.map(requestsOf)).toContainEqual([1, 10]);
  });
});

describe('traces', () => {
  it('join runs whose Root was rewritten, by its last 24 digits', () => {
    const rewritten = `1-6ac77777-${ROOT.slice(11)}`;
    const [chain, ...others] = chainsOf([
      run(1, 0, { format: 'json', trace: { root: ROOT, segmentId: span(1) } }),
      run(2, 300, { format: 'json', trace: { root: rewritten, segmentId: span(2) } }),
    ]);
    expect(others).toEqual([]);
    expect(chain?.traceIds).toEqual([ROOT, rewritten]);
  });

  it('find the parent by the span that it logged', () => {
    const [chain] = chainsOf([
      run(1, 0, { format: 'json', durationMs: 9_000, trace: { root: ROOT, segmentId: span(1) } }),
      run(2, 100, { format: 'json', durationMs: 9_000, trace: { root: ROOT, segmentId: span(2) } }),
      run(3, 900, { format: 'json', trace: { root: ROOT, segmentId: span(3), parent: span(2) } }),
    ]);
    expect(causeOf(chain, 3)).toBe(2);
    const link = chain?.links.find(({ evidence }) => evidence.some(({ kind }) => kind === 'trace-span'));
    expect(link).toMatchObject({ strength: 'trace', candidateCount: 1 });
  });

  it('find the parent by time where exactly one was running or had just ended', () => {
    const traced = (n: number, startMs: number, durationMs: number) =>
      run(n, startMs, { durationMs, trace: { root: ROOT, segmentId: span(n) } });
    const [chain] = chainsOf([traced(1, 0, 1_000), traced(2, 900, 1_000), traced(3, 12_000, 100)]);
    expect(causeOf(chain, 2)).toBe(1);
    // both had ended within 30 s, none was running
    expect(causeOf(chain, 3)).toBeNull();
    expect(chain?.links.find((link) => link.causeHopId === null)?.candidateCount).toBe(2);
  });

  it('keep their chain and make no circle when a host clock is 200 ms ahead', () => {
    const [chain, ...others] = chainsOf([
      // the caller's host is ahead: its callee seems to begin before it
      run(1, 200, { format: 'json', trace: { root: ROOT, segmentId: span(1) }, durationMs: 500 }),
      run(2, 150, { format: 'json', trace: { root: ROOT, segmentId: span(2), parent: span(1) } }),
      run(3, 180, { format: 'json', trace: { root: ROOT, segmentId: span(3), parent: span(2) } }),
    ]);
    expect(others).toEqual([]);
    expect(causeOf(chain, 2)).toBe(1);
    expect(causeOf(chain, 3)).toBe(2);
    expect(causeOf(chain, 1)).toBeUndefined();
  });

  it('do not swallow the account when an upstream sends one constant Root', () => {
    const stories = Array.from({ length: 250 }, (_, index) =>
      run(index + 1, index * 60_000, { trace: { root: ROOT, segmentId: span(index + 1) } }),
    );
    const { chains, held } = read(stories.flatMap(logOf)).assemble();
    expect(Math.max(...chains.map((chain) => chain.hops.length))).toBe(LIMITS.traceChainMaxHops);
    expect(chains.length).toBe(3);
    expect(held.length).toBe(2);
    expect(held[0]?.reason).toBe('chain-too-large');
  });

  it('hold back a link that would join more than three chains', () => {
    // four pairs, each joined exactly, that ran when a fifth run of their constant Root began
    const pairs = [1, 2, 3, 4].flatMap((n) => [
      run(n, n, { durationMs: 5_000, says: [markerText(id(n), { next: { requestId: id(n + 10) } })] }),
      run(n + 10, n + 100, { durationMs: 5_000, trace: { root: ROOT, segmentId: span(n) } }),
    ]);
    const late = run(99, 3_000, { trace: { root: ROOT, segmentId: span(99) } });
    const { chains, held } = read([...pairs, late].flatMap(logOf)).assemble();
    expect(chains.length).toBe(5);
    expect(held.map(({ reason }) => reason)).toEqual(['too-many-chains']);
  });
});

describe('a correlation ID', () => {
  it('shared by strangers joins nothing', () => {
    const chains = chainsOf([
      run(1, 0, { says: ['{"correlationId":"tenant-7","attempt":1}'] }),
      run(2, 100, { format: 'json', says: ['{"correlationId":"tenant-7","attempt":2}'] }),
    ]);
    expect(chains).toHaveLength(2);
  });
});

describe('markers that are not the run’s own', () => {
  it.each(['text', 'json'] as const)('join nothing when a %s run echoes its input', (format) => {
    const stolen = markerText(id(1), { next: { requestId: id(3) } });
    const chains = chainsOf([
      run(1, 0),
      run(2, 50, {
        format,
        says: [stolen, `received ${markerText(id(2), { parent: { requestId: id(1) } })}`],
      }),
      run(3, 100),
    ]);
    expect(chains).toHaveLength(3);
  });
});

describe('an operator’s new chain', () => {
  const invoked: InvokedObservation = {
    source: 'operation',
    kind: 'invoked',
    operationId: 'op-1',
    timestamp: T0 + 99_000,
    invocationType: 'Event',
    traceId: OTHER_ROOT,
    parentHopId: null,
    separate: true,
  };

  it('is kept apart although the old carrier still names its parent and its trace', () => {
    const carried = { parent: { requestId: id(1) }, traceId: ROOT };
    const { reader, assemble } = read(
      [
        run(1, 0, { says: [markerText(id(1), { traceId: ROOT })] }),
        run(2, 100_000, { says: [markerText(id(2), { ...carried, next: { requestId: id(3) } })] }),
        run(3, 100_200, { says: [markerText(id(3), { parent: { requestId: id(2) }, traceId: ROOT })] }),
        run(4, 100_400, { format: 'json', trace: { root: ROOT, segmentId: span(4) } }),
      ].flatMap(logOf),
    );
    reader.know(id(2), invoked);
    const chains = assemble().chains;
    expect(chains.map(requestsOf).sort()).toEqual([
      [1, 4],
      [2, 3],
    ]);
  });

  it('lets the operation that continues a chain beat a parent of a copied payload', () => {
    const { reader, assemble } = read(
      [
        run(1, 0, { says: [markerText(id(1), { next: { requestId: id(2) } })] }),
        run(2, 300, { outcome: 'error' }),
        run(5, 100_000, { says: [markerText(id(5), { parent: { requestId: id(1) } })] }),
      ].flatMap(logOf),
    );
    const failed = reader.hops.get(id(2))?.[0];
    reader.know(id(5), { ...invoked, separate: false, parentHopId: failed?.hopId ?? null, traceId: ROOT });
    const [chain] = assemble().chains;
    expect(causeOf(chain, 5)).toBe(2);
    expect(chain?.links.find((link) => link.via === 'manual')?.evidence).toEqual([
      { kind: 'operation', value: 'op-1' },
    ]);
  });
});

describe('a function with PassThrough tracing, no marker and no printed trace ID', () => {
  it('still has chains: its single runs, and its retries', () => {
    const chains = chainsOf([
      run(1, 0, { outcome: 'error', says: ['charging order-7'] }),
      run(1, 60_000, { outcome: 'error', stream: 'another' }),
      run(1, 180_000),
      run(2, 30_000),
    ]);
    expect(chains.map(requestsOf)).toEqual([[1, 1, 1], [2]]);
    expect(chains[0]?.hops.map((hop) => [hop.status, hop.deliveryAttempt])).toEqual([
      ['failed', 1],
      ['failed', 2],
      ['succeeded', 3],
    ]);
    expect(chains[0]?.links.map((link) => link.via)).toEqual(['async-retry', 'async-retry']);
  });
});
