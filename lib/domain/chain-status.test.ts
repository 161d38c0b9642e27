import { describe, expect, it } from 'vitest';
import { type ChainFacts, chainStatusOf, type ExpectedRun, limitReachedBy } from './chain-status.ts';
import { parseMarker } from './marker.ts';
import { markerText } from './testing/marker-text.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 9, 8, 9, minute));
const done: ChainFacts = {
  runningHopCount: 0,
  failedHopCount: 0,
  lostHopCount: 0,
  openFailure: null,
  unknownParentStartedAt: null,
  lastHop: { status: 'succeeded', startedAt: at(0), limit: null },
  expected: [],
  cut: null,
};
const failure = { endedAt: at(1), status: 'failed' as const, errorType: 'PaymentPending' };
const failed: ChainFacts = {
  ...done,
  failedHopCount: 1,
  openFailure: failure,
  lastHop: { status: 'failed', startedAt: at(0), limit: null },
};
const next: ExpectedRun = {
  kind: 'next',
  expectedBy: at(10),
  watermarkAt: at(5),
  observable: true,
  explained: false,
};

describe('chainStatusOf', () => {
  it.each<[string, ChainFacts, string]>([
    ['one run that succeeded', done, 'succeeded'],
    ['one that runs', { ...failed, runningHopCount: 1 }, 'running'],
    ['a failure with nothing after it', failed, 'failed'],
    ['a failure that was tried again with success', { ...done, failedHopCount: 2 }, 'recovered'],
    ['a success after a run without an end', { ...done, lostHopCount: 1 }, 'recovered'],
    [
      'a failed branch beside one that succeeded last',
      { ...done, failedHopCount: 1, openFailure: failure },
      'failed',
    ],
    [
      'a success after a failure, its parent unknown',
      { ...done, failedHopCount: 1, openFailure: failure, unknownParentStartedAt: at(2) },
      'recovered',
    ],
    ['a failure after a run with unknown parent', { ...failed, unknownParentStartedAt: at(0) }, 'failed'],
    ['a next that is due', { ...done, expected: [next] }, 'waiting'],
    ['a next that may still come although the run failed', { ...failed, expected: [next] }, 'waiting'],
    ['a next that did not come', { ...done, expected: [{ ...next, watermarkAt: at(10) }] }, 'lost'],
    [
      'a next that did not come where successes are not logged',
      { ...done, expected: [{ ...next, watermarkAt: at(10), observable: false }] },
      'succeeded',
    ],
    [
      'a next that a dead-letter queue explains',
      { ...failed, expected: [{ ...next, watermarkAt: at(10), explained: true }] },
      'failed',
    ],
    [
      'a next into a log that is not followed',
      { ...done, expected: [{ ...next, watermarkAt: null, observable: false }] },
      'succeeded',
    ],
    ['a retry that is due', { ...failed, expected: [{ ...next, kind: 'async-retry' }] }, 'waiting'],
    [
      'a retry that did not come, so that none was configured',
      { ...failed, expected: [{ ...next, kind: 'async-retry', watermarkAt: at(11) }] },
      'failed',
    ],
    [
      'one of two that is overdue, the other due',
      { ...done, expected: [next, { ...next, expectedBy: at(4) }] },
      'waiting',
    ],
    [
      'a run that never ended',
      { ...done, lostHopCount: 1, lastHop: { status: 'lost', startedAt: at(0), limit: null } },
      'lost',
    ],
    [
      'the recursion guard after the last run',
      { ...done, expected: [next], cut: { by: 'recursion-guard', at: at(1) } },
      'cut',
    ],
    [
      'a cut before runs that came all the same',
      {
        ...done,
        lastHop: { status: 'succeeded', startedAt: at(3), limit: null },
        cut: { by: 'operator', at: at(1) },
      },
      'succeeded',
    ],
    [
      'its own limit',
      {
        ...done,
        lastHop: { status: 'succeeded', startedAt: at(0), limit: 'Reached its limit of 5 attempts' },
      },
      'cut',
    ],
    [
      'a run that only the dashboard knows',
      { ...done, lastHop: { status: 'not-observed', startedAt: at(0), limit: null } },
      'waiting',
    ],
  ])('of %s', (_name, facts, status) => {
    expect(chainStatusOf(facts).status).toBe(status);
  });

  it('waits for the earliest deadline', () => {
    const expected = [next, { ...next, expectedBy: at(7) }, { ...next, expectedBy: at(30) }];
    expect(chainStatusOf({ ...done, expected })).toMatchObject({ status: 'waiting', nextExpectedBy: at(7) });
    expect(chainStatusOf(done).nextExpectedBy).toBeNull();
  });

  it('says in words why it ended', () => {
    expect(chainStatusOf(failed).ending).toContain('PaymentPending');
    expect(chainStatusOf({ ...done, cut: { by: 'recursion-guard', at: at(1) } }).ending).toContain(
      'recursive loop',
    );
    expect(chainStatusOf(done).ending).toBeNull();
  });
});

describe('limitReachedBy', () => {
  const ID = '7c1e52a4';
  const hop = (said: Parameters<typeof markerText>[1]) => {
    const marker = parseMarker(markerText(ID, said), ID);
    return { markers: marker === null ? [] : [marker] };
  };

  it.each([
    [{ attempt: 5, maxAttempts: 5, reason: 'max attempts reached' }, 'Reached its limit of 5 attempts'],
    [{ attempt: 5, maxAttempts: 5, reason: 'status=PENDING' }, null],
    [{ attempt: 4, maxAttempts: 5, reason: 'max attempts reached' }, null],
    [{ attempt: 5, maxAttempts: 5, reason: 'max attempts reached', next: { requestId: 'n' } }, null],
    [{ reason: 'max attempts reached' }, null],
  ])('of %j', (said, expected) => {
    expect(limitReachedBy(hop(said))).toBe(expected);
  });
});
