import { describe, expect, it } from 'vitest';
import type { Hop } from './hop.ts';
import { deriveHops } from './hops.ts';
import { linkHop } from './links.ts';
import { sentAtOf } from './sent-at.ts';
import { markerText } from './testing/marker-text.ts';
import { RequestReader } from './testing/read-requests.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const T0 = Date.UTC(2026, 9, 8, 9);
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const id = (n: number) => `7c1e52a4-3b0d-4f6a-9d1e-${n.toString(16).padStart(12, '0')}`;
const by = (n: number, said: Parameters<typeof markerText>[1]) =>
  markerText(id(n), { via: 'eventbridge', ...said });

function hopOf(n: number, says: string[], more: Partial<RunStory> & { sentBy?: string } = {}): Hop {
  const reader = new RequestReader();
  const { sentBy, ...story } = more;
  const trace = { root: ROOT, segmentId: n.toString(16).padStart(16, '0') };
  reader.read(
    logOf({
      requestId: id(n),
      startMs: T0 + n * 1_000,
      durationMs: 500,
      format: 'json',
      trace,
      says,
      ...story,
    }),
  );
  if (sentBy !== undefined) {
    const sent = { source: 'operation', kind: 'sent', operationId: 'op', timestamp: T0 } as const;
    reader.know(id(n), { ...sent, eventId: sentBy });
  }
  const [request] = reader.requests.values();
  const [hop] = request === undefined ? [] : deriveHops(request, []);
  if (hop === undefined) throw new Error('the story has no hop');
  return hop;
}

describe('a run that only the trace joins', () => {
  const publisher = hopOf(1, [by(1, { next: { eventId: 'e' } })]);
  const other = hopOf(2, [], { durationMs: 4_000 });
  const silent = hopOf(3, []);

  it('is what the one hop caused whose event nobody claims', () => {
    const link = linkHop(silent, [publisher]);
    expect(link).toMatchObject({ causeHopId: publisher.hopId, strength: 'trace', via: 'eventbridge' });
    expect(link?.evidence.map((proof) => proof.kind)).toEqual(['event-id', 'trace-time', 'trace']);
    expect(sentAtOf(silent, link, publisher)?.getTime()).toBe(publisher.markedAtMs[0]);
    expect(linkHop(silent, [publisher], () => true)).toMatchObject({ via: 'unknown' });
  });

  it('has after a long pause only the last one before it as a candidate', () => {
    const late = hopOf(90, []);
    for (const known of [
      [other, publisher],
      [publisher, other],
    ]) {
      expect(linkHop(late, known)).toMatchObject({ causeHopId: null, candidateHopIds: [other.hopId] });
    }
  });

  it('is believed to be that also among several candidates, but not of two publishers', () => {
    const running = hopOf(1, [by(1, { next: { eventId: 'e' } })], { durationMs: 5_000 });
    expect(linkHop(silent, [running, other])).toMatchObject({ causeHopId: running.hopId, candidateCount: 1 });
    const second = hopOf(2, [by(2, { next: { eventId: 'f' } })], { durationMs: 4_000 });
    expect(linkHop(silent, [running, second])).toMatchObject({ causeHopId: null, candidateCount: 2 });
  });

  it('is what the last record before it ran, where runs with records followed one another', () => {
    const recorded = (n: number, more: Partial<RunStory> = {}): Hop => ({
      ...hopOf(n, [], more),
      published: [{ eventId: `e${n}`, atMs: T0, by: 'destination-record', value: id(n) }],
    });
    const row = [recorded(1), recorded(2), recorded(3)];
    const last = hopOf(4, []);
    const link = linkHop(last, row);
    expect(link).toMatchObject({ causeHopId: row[2]?.hopId, strength: 'trace', via: 'eventbridge' });
    expect(link?.evidence[0]).toEqual({ kind: 'event-id', value: 'e3' });
    const overlapping = recorded(2, { durationMs: 1_500 });
    for (const unclear of [
      [recorded(1), overlapping, recorded(3)],
      [recorded(1), recorded(2), hopOf(3, [by(3, { next: { eventId: 'f' } })])],
    ]) {
      expect(linkHop(last, unclear)).toMatchObject({ causeHopId: null });
    }
  });

  it('was ran by an event where it names one, whoever published it', () => {
    const named = hopOf(3, [by(3, { parent: { eventId: 'unknown' } })]);
    expect(linkHop(named, [other])).toMatchObject({ causeHopId: other.hopId, via: 'eventbridge' });
  });
});

describe('siblings of one cause outside of the trace', () => {
  it('are one chain without a parent, for one operator’s events and for one event', () => {
    const first = hopOf(1, [by(1, { parent: { eventId: 'e' } })], { durationMs: 9_000, sentBy: 'e' });
    const ofOperator = hopOf(2, [by(2, { parent: { eventId: 'f' } })], { sentBy: 'f' });
    const sameEvent = { ...hopOf(3, [by(3, { parent: { eventId: 'e' } })]), functionName: 'mailer' };
    expect(linkHop(first, [])).toBeNull();
    for (const hop of [ofOperator, sameEvent]) {
      expect(linkHop(hop, [first])).toMatchObject({
        causeHopId: null,
        candidateCount: 0,
        candidateHopIds: [first.hopId],
        via: 'eventbridge',
      });
    }
    expect(sentAtOf(ofOperator, null, null)?.getTime()).toBe(T0);
  });

  it('of the same function are one run and its duplicate', () => {
    const first = hopOf(1, [by(1, { parent: { eventId: 'e' } })]);
    const again = hopOf(2, [by(2, { parent: { eventId: 'e' } })]);
    expect(linkHop(again, [first])).toMatchObject({
      causeHopId: first.hopId,
      strength: 'exact',
      via: 'duplicate-delivery',
    });
    expect(linkHop(first, [again])).toBeNull();
  });
});
