import { describe, expect, it } from 'vitest';
import type { ConditionLimits } from './condition.ts';
import { decideRerun, type RerunFacts } from './decide-rerun.ts';
import { delayOf } from './delay-of.ts';
import type { Evaluation } from './evaluate-condition.ts';
import { someLimits } from './testing/a-condition.ts';

const limits = (change: Partial<ConditionLimits> = {}) => someLimits({ delaySeconds: 60, ...change });
const at = (time: string) => new Date(`2026-10-08T${time}Z`);
const facts = (change: Partial<RerunFacts> = {}): RerunFacts => ({
  attempt: 3,
  chainFirstStartedAt: at('09:00:00'),
  chainCostUsd: 0.02,
  endedAt: at('09:14:00'),
  seenAt: at('09:14:20'),
  ...change,
});
const field = { path: 'responsePayload.status', expected: '“FAILED”', actual: '"FAILED"', holds: true };
const MATCHES: Evaluation = { verdict: 'matches', fields: [field] };
const decide = (
  change: Partial<ConditionLimits> = {},
  factChange: Partial<RerunFacts> = {},
  evaluation = MATCHES,
  deployedAt: Date | null = at('08:00:00'),
) => decideRerun({ limits: limits(change), deployedAt }, evaluation, facts(factChange), () => 0.5);

describe('decideRerun', () => {
  it('runs again after the delay and says why in one line', () => {
    expect(decide()).toEqual({
      decision: 'run-again',
      reason: 'responsePayload.status=FAILED and attempt 3 < 5, 14 min since the first run',
      limit: null,
      dueAt: at('09:15:00'),
      fields: [field],
    });
  });

  it.each<[Partial<ConditionLimits>, Partial<RerunFacts>, string, string | null, string]>([
    [{}, { attempt: 5 }, 'stop', 'maxAttempts', 'attempt 5 is the last of 5'],
    [{}, { attempt: 4 }, 'run-again', null, 'attempt 4 < 5'],
    [{ windowSeconds: 900 }, {}, 'run-again', null, '14 min'],
    [{ windowSeconds: 899 }, {}, 'stop', 'window', '15 min after the first, beyond 14 min 59 s'],
    [{ budgetUsd: 0.02 }, {}, 'stop', 'budget', '0.02 USD of 0.02 USD'],
    [{ budgetUsd: 0.03 }, {}, 'run-again', null, ''],
    [{ budgetUsd: 0.03 }, { chainCostUsd: null }, 'undecidable', 'budget', 'not known'],
    [{}, { seenAt: at('09:29:00') }, 'run-again', null, ''],
    [{}, { seenAt: at('09:29:01') }, 'stale', 'maxAge', '15 min 1 s after its end, later than 15 min'],
    [{}, { seenAt: at('09:29:01'), attempt: 5 }, 'stop', 'maxAttempts', ''],
  ])('with %j and %j: %s by %s, %s', (change, factChange, decision, limit, words) => {
    const decided = decide(change, factChange);
    expect(decided).toMatchObject({ decision, limit });
    expect(decided.reason).toContain(words);
    expect(decided.dueAt === null).toBe(decision !== 'run-again');
  });

  it('leaves what ended before the deployment to a person', () => {
    expect(decide({}, {}, MATCHES, at('09:14:01'))).toMatchObject({ decision: 'stale', limit: null });
    expect(decide({}, {}, MATCHES, at('09:14:00')).decision).toBe('run-again');
    expect(decide({}, {}, MATCHES, null).decision).toBe('stale');
  });

  it('ends the chain where the condition does not hold, and says by which field', () => {
    const differs: Evaluation = {
      verdict: 'differs',
      fields: [{ path: 'responsePayload.status', expected: '"FAILED"', actual: '"DONE"', holds: false }],
    };
    expect(decide({}, {}, differs)).toMatchObject({
      decision: 'stop',
      limit: null,
      reason: 'responsePayload.status is DONE, not "FAILED"',
    });
  });

  it('never runs again on what was not recorded', () => {
    const open: Evaluation = {
      verdict: 'undecidable',
      fields: [{ path: 'responsePayload.status', expected: '“FAILED”', actual: null, holds: null }],
    };
    expect(decide({}, {}, open)).toMatchObject({
      decision: 'undecidable',
      reason: 'responsePayload.status was not recorded',
      dueAt: null,
    });
  });
});

describe('delayOf', () => {
  it.each<[Partial<ConditionLimits>, number, number]>([
    [{}, 1, 60_000],
    [{}, 9, 60_000],
    [{ backoffRate: 2 }, 1, 60_000],
    [{ backoffRate: 2 }, 4, 480_000],
    [{ backoffRate: 2, maxDelaySeconds: 100 }, 4, 100_000],
    [{ backoffRate: 10 }, 10_000, 31_536_000_000],
    [{ delaySeconds: 0, backoffRate: 10 }, 10_000, 0],
    [{ jitter: 'FULL' }, 1, 15_000],
    [{ jitter: 'FULL', backoffRate: 2, maxDelaySeconds: 100 }, 9, 25_000],
  ])('with %j after attempt %d waits %d ms', (change, attempt, expected) => {
    expect(delayOf(limits(change), attempt, () => 0.25)).toBe(expected);
  });
});
