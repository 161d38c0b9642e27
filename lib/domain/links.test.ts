import { describe, expect, it } from 'vitest';
import type { Hop } from './hop.ts';
import { deriveHops } from './hops.ts';
import { causesOf, detachmentOf, joinsByTrace, linkHop, mechanismOf, referencesOf } from './links.ts';
import { markerText } from './testing/marker-text.ts';
import { readRequests } from './testing/read-requests.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const T0 = Date.UTC(2026, 9, 8, 9);
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const KEY = ROOT.slice(11);
const id = (n: number) => `7c1e52a4-3b0d-4f6a-9d1e-${n.toString(16).padStart(12, '0')}`;

function hopOf(n: number, rest: Partial<RunStory> = {}): Hop {
  const [request] = readRequests(logOf({ requestId: id(n), startMs: T0 + n * 1_000, ...rest }));
  const [hop] = request === undefined ? [] : deriveHops(request, []);
  if (hop === undefined) throw new Error('the story has no hop');
  return hop;
}

describe('referencesOf', () => {
  it('names each identifier once, by role', () => {
    const says = [
      markerText(id(1), { parent: { requestId: id(0) } }),
      markerText(id(1), { parent: { requestId: id(0) }, next: { eventId: 'e' } }),
      markerText(id(1), { via: 'stepfunctions', next: { executionArn: 'arn:x' } }),
    ];
    expect(referencesOf(hopOf(1, { says }))).toEqual([
      { role: 'parent', kind: 'request-id', value: id(0) },
      { role: 'next', kind: 'event-id', value: 'e' },
      { role: 'next', kind: 'execution-arn', value: 'arn:x' },
    ]);
  });
});

describe('linkHop', () => {
  it('joins by the trace while the parent that the run names is not known', () => {
    const trace = { root: ROOT, segmentId: '0000000000000001' };
    const says = [markerText(id(2), { parent: { requestId: id(9) } })];
    const earlier = hopOf(1, { trace });
    expect(linkHop(hopOf(2, { trace, says }), [earlier])).toMatchObject({
      strength: 'trace',
      causeHopId: earlier.hopId,
    });
  });

  it('believes the caller about its callee, not a parent that a copied payload names', () => {
    const caller = hopOf(1, {
      says: [markerText(id(3), {}), markerText(id(1), { next: { requestId: id(3) } })],
    });
    const copied = hopOf(2);
    const callee = hopOf(3, { says: [markerText(id(3), { parent: { requestId: id(2) } })] });
    expect(linkHop(callee, [copied, caller])?.causeHopId).toBe(caller.hopId);
    expect(causesOf(callee, [copied, caller])).toEqual([]);
  });

  it('believes only the operation about an event that an operator published, not what the event is a copy of', () => {
    const sentBy = (operationId: string | null): Hop => ({
      ...hopOf(3, { says: [markerText(id(3), { parent: { eventId: 'e', requestId: id(1) } })] }),
      parentEvents: [{ eventId: 'e', atMs: T0, operationId }],
    });
    const recordOf = (hop: Hop): Hop => ({
      ...hop,
      published: [{ eventId: 'e', atMs: T0, by: 'destination-record', value: hop.requestId }],
    });
    const goneOn = (hop: Hop): Hop => ({
      ...hop,
      published: [{ eventId: 'e', atMs: T0, by: 'operation', value: 'op' }],
    });
    const copied = recordOf(hopOf(1));
    expect(linkHop(sentBy(null), [copied])?.causeHopId).toBe(copied.hopId);
    expect(linkHop(sentBy('op'), [copied])).toBeNull();
    expect(causesOf(sentBy('op'), [copied])).toEqual([]);
    const chosen = goneOn(hopOf(2));
    expect(linkHop(sentBy('op'), [copied, chosen])?.causeHopId).toBe(chosen.hopId);
  });

  it('takes, of several deliveries of the cause, the one that says so', () => {
    const [first, second] = [0, 60_000].map((at, index) =>
      logOf({
        requestId: id(1),
        startMs: T0 + at,
        outcome: index === 0 ? 'error' : 'success',
        says: index === 0 ? [markerText(id(1), { next: { requestId: id(2) } })] : [],
      }),
    );
    const [request] = readRequests([...(first ?? []), ...(second ?? [])]);
    const deliveries = request === undefined ? [] : deriveHops(request, []);
    expect(deliveries).toHaveLength(2);
    const late = hopOf(2, { startMs: T0 + 61_000 });
    expect(linkHop(late, deliveries)?.causeHopId).toBe(deliveries[0]?.hopId);
  });

  it('links nothing to itself or to strangers', () => {
    const alone = hopOf(1, {
      says: [markerText(id(1), { next: { requestId: id(1) }, parent: { requestId: id(1) } })],
    });
    expect(linkHop(alone, [alone, hopOf(2)])).toBeNull();
  });
});

describe('a detachment', () => {
  it('of a separated run lets only its own trace join', () => {
    const separated = { ...hopOf(1), separated: true, traceId: ROOT };
    const detachment = detachmentOf(separated, []);
    expect(detachment).toEqual({ traceKey: KEY });
    expect(joinsByTrace(detachment === null ? [] : [detachment], KEY)).toBe(true);
    expect(joinsByTrace(detachment === null ? [] : [detachment], 'another')).toBe(false);
  });

  it('of a batch lets none join; other runs have none', () => {
    const says = [1, 2].map((n) => markerText(id(3), { parent: { requestId: id(n) } }));
    expect(detachmentOf(hopOf(3, { says }), [])).toEqual({ traceKey: null });
    expect(detachmentOf(hopOf(4), [])).toBeNull();
    expect(joinsByTrace([], KEY)).toBe(true);
  });
});

describe('mechanismOf', () => {
  const says = (via: 'invoke' | 'eventbridge') => [markerText(id(1), { via, parent: { requestId: id(0) } })];

  it.each([
    ['its repetition', { ...hopOf(1), repetition: 'async-retry' as const }, 'async-retry'],
    ['the operation that sent it', { ...hopOf(1), operationId: 'op' }, 'manual'],
    ['the parent that it names, known or not', hopOf(1, { says: says('eventbridge') }), 'eventbridge'],
    ['nothing', hopOf(1), 'unknown'],
  ])('without a link is told by %s', (_name, hop, expected) => {
    expect(mechanismOf(hop, null)).toBe(expected);
  });

  it('is its link’s where that tells it', () => {
    const cause = hopOf(0);
    const hop = hopOf(1, { says: says('eventbridge') });
    expect(mechanismOf(hop, linkHop(hop, [cause]))).toBe('eventbridge');
  });
});
