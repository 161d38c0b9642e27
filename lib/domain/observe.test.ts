import { describe, expect, it } from 'vitest';
import { attributeLines, type StreamRun } from './attribute-lines.ts';
import type { LogEvent } from './observation.ts';
import { observe } from './observe.ts';
import { markerText } from './testing/marker-text.ts';

const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const T0 = Date.UTC(2026, 9, 8, 9);
const STREAM = '2026/10/08/[$LATEST]22be';

function event(message: string, at = 0, eventId: string | null = null): LogEvent {
  return {
    logGroupName: 'g',
    logStreamName: STREAM,
    timestamp: T0 + at,
    ingestionTime: null,
    message,
    eventId,
  };
}
function said(text: string, at = 0): LogEvent {
  return event(`2026-10-08T09:00:00.000Z\t${ID}\tINFO\t${text}\n`, at);
}
function observationOf(log: LogEvent) {
  return observe([log])[0]?.observation;
}

describe('observe', () => {
  it('numbers equal lines of one millisecond, whatever stands between them', () => {
    const lines = observe([event('a'), event('b'), event('a'), event('a', 1)]);
    expect(lines.map(({ ordinal }) => ordinal)).toEqual([0, 0, 1, 0]);
  });

  it('takes an event once that comes twice under its ID', () => {
    expect(observe([event('a', 0, '1'), event('a', 0, '1'), event('a', 0, '2')])).toHaveLength(2);
  });

  it('makes a marker of a line that is one, for the run that printed it', () => {
    expect(observationOf(said(markerText(ID, { attempt: 2 })))).toMatchObject({
      kind: 'marker',
      marker: { attempt: 2, requestId: ID },
    });
    expect(observationOf(said(markerText('someone-else', {})))).toBeNull();
    expect(observationOf(said(`x ${markerText(ID, {})}`))).toBeNull();
  });

  it('reads a marker that JSON logging wrapped, as an object or as a string', () => {
    const marker = markerText(ID, { attempt: 2 });
    for (const message of [marker, JSON.stringify(marker)]) {
      const line = `{"timestamp":"2026-10-08T09:00:00.000Z","level":"INFO","requestId":"${ID}","message":${message}}`;
      expect(observationOf(event(line))).toMatchObject({ kind: 'marker', marker: { attempt: 2 } });
    }
  });

  it.each([
    [`env Root=${ROOT};Parent=0efbd19962d95b05;Sampled=0;Lineage=1:e547cb94:0`, '0efbd19962d95b05'],
    [`header "root=${ROOT};sampled=0"`, null],
    [`{"root":"${ROOT}","attempt":2}`, null],
    [`{"xray_trace_id": "${ROOT}"}`, null],
    [`Self=1-6ac7607e-12456789abcdef012345678a;Root=${ROOT}`, null],
  ])('makes a trace of a line that shows the run’s header: %s', (text, parent) => {
    expect(observationOf(said(text))).toMatchObject({ kind: 'trace', trace: { root: ROOT, parent } });
  });

  it.each([
    `${ROOT} alone`,
    `Root=${ROOT} and Root=1-6ac75f14-00112233445566778899aabb`,
    'Root=1-short',
    `{"nextRoot":"${ROOT}"}`,
  ])('makes no trace of %s', (text) => {
    expect(observationOf(said(text))).toBeNull();
  });

  it('bounds what an error says', () => {
    const error = JSON.stringify({ errorType: 'E'.repeat(10_000), errorMessage: 'm'.repeat(100_000) });
    const line = event(`2026-10-08T09:00:00.000Z\t${ID}\tERROR\tInvoke Error \t${error}`);
    const observation = observationOf(line);
    expect(observation).toMatchObject({ kind: 'error' });
    expect(JSON.stringify(observation).length).toBeLessThan(5_000);
  });
});

describe('attributeLines', () => {
  const run: StreamRun = { logStreamName: STREAM, requestId: ID, startedAt: T0 + 1_000, endedAt: T0 + 2_000 };
  const next = { ...run, requestId: 'next', startedAt: T0 + 5_000, endedAt: T0 + 6_000 };
  const attributed = (log: LogEvent, runs = [next, run]) => attributeLines(observe([log]), runs)[0];

  it.each([
    ['at START', 1_000, ID],
    ['between', 1_500, ID],
    ['at REPORT', 2_000, ID],
    ['between two runs', 3_000, undefined],
    ['in the next run', 5_500, 'next'],
    ['behind the last', 6_001, undefined],
    ['before the first START of the stream', 10, ID],
    ['long before it', -20_000, undefined],
  ])('gives a line %s to its run', (_name, at, requestId) => {
    expect(attributed(event('hello', at))?.requestId).toBe(requestId);
  });

  it('finds the marker of a runtime that frames nothing', () => {
    expect(attributed(event(markerText(ID, {}), 1_500))?.observation).toMatchObject({ kind: 'marker' });
    expect(attributed(event(markerText('next', {}), 1_500))?.observation).toBeNull();
  });

  it('leaves lines that name their run, and other streams', () => {
    expect(attributed(said('x', 1_500))).toBeUndefined();
    expect(attributed({ ...event('x', 1_500), logStreamName: 'other' })).toBeUndefined();
  });

  it('of an open run waits with what says how a run went, for its end may only be late', () => {
    const open = [{ ...run, endedAt: null }];
    const thrown = event('[ERROR] ValueError: boom\nTraceback', 1_500);
    expect(attributed(event('hello', 1_500), open)?.requestId).toBe(ID);
    expect(attributed(thrown, open)).toBeUndefined();
    expect(attributed(event(markerText('late-start', {}), 1_500), open)).toBeUndefined();
    expect(attributed(event(markerText(ID, {}), 1_500), open)?.observation).toMatchObject({ kind: 'marker' });
    expect(attributed(thrown)?.observation).toMatchObject({ kind: 'error', errorType: 'ValueError' });
  });
});
