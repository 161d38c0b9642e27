import { describe, expect, it } from 'vitest';
import { expectationsOf, isAsynchronous } from './expectations.ts';
import type { Hop } from './hop.ts';
import { deriveHops } from './hops.ts';
import type { Link } from './link.ts';
import { markerText } from './testing/marker-text.ts';
import { readRequests } from './testing/read-requests.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const T0 = Date.UTC(2026, 9, 8, 9);
const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
const NONE: ReadonlySet<string> = new Set();
const LIMITS = { maximumRetryAttempts: 2, maximumEventAgeMs: 3_600_000, timeoutMs: 30_000 };

function hopOf(story: Partial<RunStory> = {}): Hop {
  const [request] = readRequests(logOf({ requestId: ID, startMs: T0, ...story }));
  const [hop] = request === undefined ? [] : deriveHops(request, []);
  if (hop === undefined) throw new Error('the story has no hop');
  return hop;
}
function link(via: Link['via']): Link {
  return { effectHopId: 'e', causeHopId: 'c', strength: 'exact', via, evidence: [], candidateCount: 1 };
}

describe('expectationsOf', () => {
  const says = [
    markerText(ID, { next: { requestId: 'next-1' } }),
    markerText(ID, { via: 'eventbridge', next: { eventId: 'event-1' } }),
  ];

  it('expects each next that has not arrived, for as long as AWS may keep it', () => {
    expect(expectationsOf(hopOf({ says }), new Set(['next-1']), false, LIMITS)).toEqual([
      {
        kind: 'next',
        reference: { kind: 'event-id', value: 'event-1' },
        expectedBy: new Date(T0 + 100 + 3_600_000 + 30_000 + 60_000),
      },
    ]);
  });

  it('expects what a matched rule runs by the record of a run, not what any record might', () => {
    const record = { eventId: 'event-2', atMs: T0 + 200, by: 'destination-record' as const, value: ID };
    const expected = (matched?: string[]) =>
      expectationsOf(
        { ...hopOf(), published: [matched === undefined ? record : { ...record, matched }] },
        NONE,
        false,
        LIMITS,
      );
    expect(expected()).toEqual([]);
    expect(expected(['poller'])).toMatchObject([
      { kind: 'next', reference: { kind: 'event-id', value: 'event-2' }, functionName: 'poller' },
    ]);
  });

  it('expects nothing of a run that says nothing', () => {
    expect(expectationsOf(hopOf(), NONE, true, LIMITS)).toEqual([]);
    expect(expectationsOf(hopOf({ outcome: 'error' }), NONE, false, LIMITS)).toEqual([]);
  });

  it('expects the retry of an asynchronous run that failed, while attempts are left', () => {
    const failed = hopOf({ outcome: 'error' });
    expect(expectationsOf(failed, NONE, true, LIMITS)).toEqual([
      {
        kind: 'async-retry',
        reference: { kind: 'request-id', value: ID },
        expectedBy: new Date(T0 + 100 + 240_000),
      },
    ]);
    expect(expectationsOf({ ...failed, deliveryAttempt: 3 }, NONE, true, LIMITS)).toEqual([]);
    expect(expectationsOf(failed, NONE, true, { ...LIMITS, maximumRetryAttempts: 0 })).toEqual([]);
    expect(expectationsOf(failed, new Set([ID]), true, LIMITS)).toEqual([]);
  });

  it('expects what the dashboard sent until a log shows it', () => {
    const sent = { ...hopOf(), status: 'not-observed' as const, operationId: 'op-1' };
    expect(expectationsOf(sent, NONE, true, LIMITS)).toMatchObject([{ kind: 'operation' }]);
    expect(expectationsOf({ ...sent, operationId: null }, NONE, true, LIMITS)).toEqual([]);
  });
});

describe('isAsynchronous', () => {
  const caller = hopOf({ requestId: 'aaaaaaaa-0000-4000-8000-000000000001' });
  const callee = hopOf({ startMs: T0 + 50, durationMs: 500 });

  it.each([
    ['sent as an event', { ...callee, invocationType: 'Event' as const }, null, null, true],
    [
      'sent and waited for',
      { ...callee, invocationType: 'RequestResponse' as const },
      link('eventbridge'),
      null,
      false,
    ],
    ['a retry', { ...callee, repetition: 'async-retry' as const }, null, null, true],
    ['caused by EventBridge', callee, link('eventbridge'), null, true],
    ['whose caller ended first', callee, link('invoke'), caller, true],
    ['that its caller outlived', { ...callee, endedAt: new Date(T0 + 60) }, link('invoke'), caller, false],
    ['of which nothing is known', callee, null, null, false],
    ['joined by its trace only', callee, link('unknown'), caller, false],
  ])('of a run %s', (_name, hop, theLink, cause, expected) => {
    expect(isAsynchronous(hop, theLink, cause)).toBe(expected);
  });
});
