import { describe, expect, it } from 'vitest';
import type { Hop } from './hop.ts';
import { deriveHops } from './hops.ts';
import type { InvokedObservation, LogEvent, Observation } from './observation.ts';
import { observe } from './observe.ts';
import type { RequestRecord } from './request.ts';
import { markerText } from './testing/marker-text.ts';
import { logOf, type RunStory } from './testing/run-log.ts';

const T0 = Date.UTC(2026, 9, 8, 9);
const ID = '7c1e52a4-3b0d-4f6a-9d1e-0a2b3c4d5e6f';
const ROOT = '1-6ac75f13-4f0c2b7d9a1e3c5f7b8d9e0a';
const TIMEOUT_MS = 3_000;

function run(startMs: number, rest: Partial<RunStory> = {}): LogEvent[] {
  return logOf({ requestId: ID, startMs: T0 + startMs, ...rest });
}
function requestOf(events: readonly LogEvent[], more: Partial<RequestRecord> = {}): RequestRecord {
  const observations = observe(events).flatMap(({ observation }) => observation ?? []);
  return {
    requestId: ID,
    functionName: 'poller',
    functionArn: null,
    logGroupName: '/aws/lambda/poller',
    timeoutMs: TIMEOUT_MS,
    ...more,
    observations: [...observations, ...(more.observations ?? [])],
  };
}
function hopsOf(events: readonly LogEvent[], more: Partial<RequestRecord> = {}): Hop[] {
  return deriveHops(requestOf(events, more), []);
}
function is(word: string) {
  return (event: LogEvent) => event.message.startsWith(word);
}
const invoked: InvokedObservation = {
  source: 'operation',
  kind: 'invoked',
  operationId: 'op-1',
  timestamp: T0 - 40,
  invocationType: 'RequestResponse',
  traceId: ROOT,
  parentHopId: 'h-0',
  separate: false,
};

describe('one run', () => {
  it('has REPORT’s figures', () => {
    const trace = { root: ROOT, segmentId: '2b6f0c1d9e8a7b35' };
    expect(hopsOf(run(0, { durationMs: 84.21, cold: true, trace }))).toMatchObject([
      {
        requestId: ID,
        status: 'succeeded',
        startedAt: new Date(T0),
        endedAt: new Date(T0 + 85),
        durationMs: 84.21,
        billedDurationMs: 85,
        initDurationMs: 178.44,
        memorySizeMb: 256,
        maxMemoryUsedMb: 91,
        coldStart: true,
        version: '$LATEST',
        traceId: ROOT,
        spanIds: ['2b6f0c1d9e8a7b35'],
        deliveryAttempt: 1,
        repetition: null,
      },
    ]);
  });

  it.each(['text', 'json'] as const)('failed where the runtime reported an error (%s)', (format) => {
    expect(hopsOf(run(0, { outcome: 'error', format }))).toMatchObject([
      { status: 'failed', errorType: 'PaymentPending', errorMessage: 'still pending' },
    ]);
  });

  it('succeeded where it logged an error that it handled', () => {
    const handled = '{"errorType":"Retryable","errorMessage":"again","stackTrace":["Retryable: again"]}';
    expect(hopsOf(run(0, { format: 'json', says: [handled] }))).toMatchObject([{ status: 'succeeded' }]);
  });

  it.each([
    ['new style', run(0, { outcome: 'timeout', durationMs: TIMEOUT_MS })],
    [
      'old style, its line behind REPORT',
      [
        ...run(0, { durationMs: TIMEOUT_MS }),
        {
          ...run(0)[0],
          timestamp: T0 + 3_004,
          message: `2026-10-08T09:00:03.004Z ${ID} Task timed out after 3.00 seconds\n\n`,
        },
      ] as LogEvent[],
    ],
  ])('timed out: %s', (_style, events) => {
    expect(hopsOf(events)).toMatchObject([
      { status: 'timed-out', errorMessage: 'Timed out after 3.00 seconds' },
    ]);
  });

  it('failed where the runtime crashed, old style', () => {
    const crash = `RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`;
    const events = [...run(0), { ...run(0)[0], timestamp: T0 + 105, message: crash } as LogEvent];
    expect(hopsOf(events)).toMatchObject([{ status: 'failed', errorType: 'Runtime.ExitError' }]);
  });

  it('is one hop although a busy host wrote its REPORT late', () => {
    const late = run(0).map((event) => (is('REPORT')(event) ? { ...event, timestamp: T0 + 1_900 } : event));
    expect(hopsOf(late)).toMatchObject([{ status: 'succeeded', durationMs: 100 }]);
  });

  it.each([
    ['Status: error\tError Type: Runtime.ExitError', 'failed'],
    ['', 'succeeded'],
  ])(
    'is told apart from its initialisation, whose error came before START: REPORT says “%s”',
    (said, status) => {
      const events = run(0).map((event) =>
        is('REPORT')(event) ? { ...event, message: `${event.message.trimEnd()}\t${said}\n` } : event,
      );
      const error: Observation = {
        source: 'log',
        kind: 'error',
        logStreamName: events[0]?.logStreamName ?? '',
        timestamp: T0 - 300,
        ordinal: 0,
        errorType: 'Runtime.ImportModuleError',
        errorMessage: 'no module',
      };
      const hops = hopsOf(events, { observations: [error] });
      expect(hops.map((hop) => hop.status)).toEqual([status]);
      expect(hops[0]?.errorType).toBe(status === 'failed' ? 'Runtime.ImportModuleError' : null);
    },
  );

  it('of no length at all is one hop', () => {
    expect(hopsOf(run(0, { durationMs: 0 }))).toMatchObject([{ status: 'succeeded', durationMs: 0 }]);
  });

  it('knows its start from REPORT alone', () => {
    const hops = hopsOf(run(0, { durationMs: 2_000 }).filter(is('REPORT')));
    expect(hops).toMatchObject([
      { status: 'succeeded', startedAt: new Date(T0), endedAt: new Date(T0 + 2_000) },
    ]);
  });

  it('whose START is missing holds its lines although its REPORT came late', () => {
    const events = run(0, { says: [markerText(ID, { attempt: 4 })] })
      .filter((event) => !is('START')(event))
      .map((event) => (is('REPORT')(event) ? { ...event, timestamp: T0 + 900 } : event));
    expect(hopsOf(events)).toMatchObject([{ status: 'succeeded', attempt: 4 }]);
  });

  it('takes attempt, limit and trace from its markers where nothing else tells', () => {
    const says = [markerText(ID, { attempt: 3, maxAttempts: 5, traceId: ROOT })];
    expect(hopsOf(run(0, { says }))).toMatchObject([{ attempt: 3, maxAttempts: 5, traceId: ROOT }]);
  });
});

describe('a run without REPORT', () => {
  const start = run(0).filter(is('START'));

  it.each([
    [undefined, 'running'],
    [new Date(T0 + TIMEOUT_MS + 59_999), 'running'],
    [new Date(T0 + TIMEOUT_MS + 60_000), 'lost'],
  ] as const)('by a watermark of %s is %s', (watermark, status) => {
    const more = watermark === undefined ? {} : { watermark };
    expect(hopsOf(start, more)).toMatchObject([{ status, endedAt: null }]);
  });

  it('succeeded, once the watermark passed, where END came', () => {
    const events = run(0).filter((event) => !is('REPORT')(event));
    expect(hopsOf(events)).toMatchObject([{ status: 'running' }]);
    const watermark = new Date(T0 + 63_000);
    expect(hopsOf(events, { watermark })).toMatchObject([
      { status: 'succeeded', endedAt: new Date(T0 + 100) },
    ]);
  });

  it('of a function whose timeout is not known may still run for 15 minutes', () => {
    const events = run(0, { durationMs: 500_000, says: ['{}'] }).filter((event) => !is('REPORT')(event));
    const watermark = new Date(T0 + 959_000);
    expect(hopsOf(events, { timeoutMs: 0, watermark })).toMatchObject([{ status: 'running' }]);
  });

  it('of a function that logs at WARN is not observed, not lost', () => {
    const events = run(0, { says: [markerText(ID, {})] }).filter(is('2026'));
    expect(hopsOf(events, { watermark: new Date(T0 + 900_000) })).toMatchObject([{ status: 'not-observed' }]);
  });
});

describe('several runs of one request', () => {
  it('in one warm stream, where only START of the first and REPORT of the second came, are two hops', () => {
    const first = run(0).filter(is('START'));
    const second = run(60_000).filter(is('REPORT'));
    expect(hopsOf([...second, ...first])).toMatchObject([
      { startedAt: new Date(T0), durationMs: null, deliveryAttempt: 1 },
      { startedAt: new Date(T0 + 60_000), durationMs: 100, deliveryAttempt: 2 },
    ]);
  });

  it('keep their IDs when the missing lines come', () => {
    const [first, second] = [run(0, { outcome: 'error' }), run(60_000)];
    const parts = [...first.filter(is('START')), ...second.filter(is('REPORT'))];
    const shown = hopsOf(parts);
    const hops = deriveHops(requestOf([...first, ...second]), shown);
    expect(hops.map((hop) => hop.hopId)).toEqual(shown.map((hop) => hop.hopId));
    expect(hops).toMatchObject([
      { status: 'failed', repetition: null },
      { status: 'succeeded', repetition: 'async-retry', invocationType: 'Event' },
    ]);
  });

  it('give what was wrongly shown as one run its ID back to the earliest', () => {
    const whole = hopsOf(run(0));
    const [first, second] = [run(0), run(700)];
    const mistaken = [{ hopId: 'shown', observationKeys: [...(whole[0]?.observationKeys ?? [])] }];
    const hops = deriveHops(requestOf([...second, ...first]), mistaken);
    expect(hops[0]?.hopId).toBe('shown');
    expect(hops[1]?.hopId).not.toBe('shown');
  });

  it('after a success are duplicate deliveries, not retries', () => {
    const hops = hopsOf([...run(0), ...run(5_000, { stream: 'other' })]);
    expect(hops.map((hop) => hop.repetition)).toEqual([null, 'duplicate-delivery']);
    expect(hops[1]?.invocationType).toBeNull();
  });

  it('in quick succession, as a scaled back-off makes them, stay apart', () => {
    const hops = hopsOf([...run(0, { outcome: 'error' }), ...run(140, { outcome: 'error' }), ...run(290)]);
    expect(hops.map((hop) => [hop.status, hop.durationMs])).toEqual([
      ['failed', 100],
      ['failed', 100],
      ['succeeded', 100],
    ]);
  });

  it('each keep the markers that they printed', () => {
    const says = (attempt: number) => [markerText(ID, { attempt })];
    const hops = hopsOf([...run(0, { outcome: 'error', says: says(7) }), ...run(60_000, { says: says(8) })]);
    expect(hops.map((hop) => hop.attempt)).toEqual([7, 8]);
  });
});

describe('an operation of the dashboard', () => {
  it('is a hop before any log shows it, and the first hop of the log adopts its ID', () => {
    const sent = deriveHops(requestOf([], { observations: [invoked] }), []);
    expect(sent).toMatchObject([
      { status: 'not-observed', operationId: 'op-1', rerunOfHopId: 'h-0', traceId: ROOT },
    ]);
    const seen = deriveHops(requestOf(run(0), { observations: [invoked] }), sent);
    expect(seen).toMatchObject([
      { hopId: sent[0]?.hopId, status: 'succeeded', operationId: 'op-1', startedAt: new Date(T0) },
    ]);
  });

  it.each([
    [null, 'succeeded'],
    ['Unhandled', 'failed'],
  ] as const)('answered with functionError %s is %s where no log is followed', (functionError, status) => {
    const answered: Observation = {
      source: 'operation',
      kind: 'answered',
      operationId: 'op-1',
      timestamp: T0 + 200,
      functionError,
      errorType: functionError && 'PaymentPending',
      errorMessage: null,
    };
    expect(hopsOf([], { observations: [invoked, answered] })).toMatchObject([
      { status, endedAt: new Date(T0 + 200) },
    ]);
  });

  it('belongs to the first delivery only', () => {
    const events = [...run(0, { outcome: 'error' }), ...run(60_000)];
    const separate: Observation = { ...invoked, invocationType: 'Event', separate: true };
    const hops = hopsOf(events, { observations: [separate] });
    expect(hops.map((hop) => [hop.operationId, hop.separated])).toEqual([
      ['op-1', true],
      [null, false],
    ]);
  });

  it('does not take over the ID of a later delivery that was shown first', () => {
    const second = run(60_000);
    const shown = deriveHops(requestOf(second, { observations: [invoked] }), []);
    const hops = deriveHops(requestOf([...run(0), ...second], { observations: [invoked] }), shown);
    expect(hops[1]?.hopId).toBe(shown[0]?.hopId);
  });
});
