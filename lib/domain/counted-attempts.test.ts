import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countedAttempts, type PlacedAttempt } from './counted-attempts.ts';

function hop(hopId: string, parentHopId: string | null, of: Partial<PlacedAttempt> = {}): PlacedAttempt {
  return { hopId, parentHopId, functionName: 'order', via: 'eventbridge', attempt: 1, ...of };
}
const counted = (...hops: PlacedAttempt[]) => Object.fromEntries(countedAttempts(hops));

describe('countedAttempts', () => {
  it('counts on from the cause where nothing else is known', () => {
    expect(counted(hop('a', null), hop('b', 'a'), hop('c', 'b'))).toEqual({ a: 1, b: 2, c: 3 });
  });
  it('takes what is known of a hop, and counts on from it', () => {
    expect(counted(hop('a', null), hop('b', 'a', { attempt: 7 }), hop('c', 'b'))).toEqual({
      a: 1,
      b: 7,
      c: 8,
    });
  });
  it('counts runs of one function: what another one runs begins anew', () => {
    const other = hop('b', 'a', { functionName: 'mail' });
    expect(counted(hop('a', null), other, hop('c', 'b'))).toEqual({ a: 1, b: 1, c: 1 });
  });
  it('gives siblings the same attempt', () => {
    expect(counted(hop('a', null), hop('b', 'a'), hop('c', 'a'))).toEqual({ a: 1, b: 2, c: 2 });
  });
  it('counts a retry by Lambda, and a second delivery not', () => {
    const retried = hop('c', 'b', { via: 'async-retry', attempt: 2 });
    const twice = hop('d', 'c', { via: 'duplicate-delivery' });
    expect(counted(hop('a', null), hop('b', 'a'), retried, twice)).toEqual({ a: 1, b: 2, c: 3, d: 3 });
  });
  it('counts from a hop whose cause is not there, and ends in a circle', () => {
    expect(counted(hop('b', 'gone'), hop('c', 'b'))).toEqual({ b: 1, c: 2 });
    expect(Object.keys(counted(hop('a', 'b'), hop('b', 'a')))).toEqual(['a', 'b']);
  });
  it('does not depend on the order of the hops', () => {
    const line = Array.from({ length: 40 }, (_, index) =>
      hop(`${index}`, index === 0 ? null : `${index - 1}`, { attempt: index === 20 ? 50 : 1 }),
    );
    const expected = counted(...line);
    fc.assert(
      fc.property(fc.shuffledSubarray(line, { minLength: line.length }), (shuffled) => {
        expect(counted(...shuffled)).toEqual(expected);
      }),
    );
  });
  it('takes a line of 100,000 hops', () => {
    const line = Array.from({ length: 100_000 }, (_, index) =>
      hop(`${index}`, index === 0 ? null : `${index - 1}`),
    );
    expect(countedAttempts(line.reverse()).get('99999')).toBe(100_000);
  });
});
