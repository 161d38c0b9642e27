import { describe, expect, it } from 'vitest';
import { someLimits } from '../../domain/condition/testing/a-condition.ts';
import { parseEventPattern } from '../../domain/event-pattern/parse-event-pattern.ts';
import type { JudgedHop } from '../../store/store-conditions.ts';
import { RehearsalTally, type RehearsedCondition } from './rehearsal-tally.ts';

const START_MS = Date.UTC(2026, 10, 20, 12);
let count = 0;

/** The runs of one chain, each a second after the one before; a letter each: f(ailed), s(ucceeded), u(nknown payload). */
function chain(chainId: string, runs: string): JudgedHop[] {
  return [...runs].map((run, index) => {
    count += 1;
    const text = { text: '{"n":1}', truncated: false, altered: false, source: 'operation' as const };
    return {
      hopId: `hop-${count}`,
      chainId,
      requestId: `request-${count}`,
      functionName: 'poller',
      functionArn: null,
      status: run === 's' ? 'succeeded' : 'failed',
      errorType: run === 's' ? null : 'Busy',
      errorMessage: null,
      deliveryAttempt: 1,
      attempt: 1,
      attemptStated: true,
      traceId: null,
      startedAt: new Date(START_MS + index * 1_000),
      endedAt: new Date(START_MS + index * 1_000 + 500),
      chainStartedAt: new Date(START_MS),
      chainCostUsd: null,
      billedDurationMs: 500,
      costUsd: 0.01,
      payload: run === 'u' ? null : text,
      response: run === 's' ? text : null,
      revision: BigInt(count),
    };
  });
}
function condition(maxAttempts: number, errorType = 'Busy'): RehearsedCondition {
  const parsed = parseEventPattern(JSON.stringify({ responsePayload: { errorType: [errorType] } }));
  if (!parsed.ok) throw new Error(parsed.problem.message);
  const limits = someLimits({ maxAttempts });
  return { pattern: parsed.pattern, limits, how: 'invoke', nextInput: 'request', deployedAt: null };
}
function figures(
  hops: readonly JudgedHop[],
  now: RehearsedCondition,
  deployed: RehearsedCondition | null = null,
) {
  const tally = new RehearsalTally(now, deployed);
  for (const hop of hops) tally.add(hop);
  return tally.figures();
}

describe('RehearsalTally', () => {
  it('counts attempts by the place in the chain, and stops at the limit', () => {
    expect(figures(chain('a', 'fff'), condition(3))).toMatchObject({
      judgedCount: 3,
      runAgainCount: 2,
      limitedCount: 1,
      longestChain: 3,
      feedsItself: 'yes',
    });
  });

  it('counts apart what cannot be judged or sent', () => {
    const found = figures([...chain('a', 'u'), ...chain('b', 's')], condition(3));
    expect(found).toMatchObject({ runAgainCount: 0, undecidableCount: 1, feedsItself: 'unknown' });
    expect(found.undecidable).toMatchObject([{ reason: expect.stringContaining('not recorded') }]);
  });

  it('takes recorded runs for what a re-run becomes, and projects the rest from them', () => {
    const fed = figures(chain('a', 'fs'), condition(5));
    expect(fed).toMatchObject({ feedsItself: 'no', projectedInvocations: 1, projectedCostUsd: 0.01 });
    // all that followed matched again: the last one is expected to go on to the limit
    expect(figures(chain('a', 'ff'), condition(5))).toMatchObject({
      runAgainCount: 2,
      projectedInvocations: 4,
    });
    // half of them: 1 for each, and 1/2 + 1/4 for the one that is open
    const half = [...chain('a', 'ff'), ...chain('b', 'fs')];
    expect(figures(half, condition(5)).projectedInvocations).toBe(4);
  });

  it('lists what would start and what would stop against the version that is deployed', () => {
    const hops = chain('a', 'ff');
    const more = figures(hops, condition(5), condition(2));
    expect(more.wouldStart.map(({ hopId }) => hopId)).toEqual([hops[1]?.hopId]);
    expect(more.wouldStop).toEqual([]);
    const other = figures(hops, condition(5, 'Gone'), condition(2));
    expect(other.wouldStop.map(({ hopId }) => hopId)).toEqual([hops[0]?.hopId]);
  });
});
