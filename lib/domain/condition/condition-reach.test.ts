import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from '../event-pattern/matches-event-pattern.ts';
import { patternFrom } from '../event-pattern/testing/pattern-from.ts';
import { reachOf } from './condition-reach.ts';
import { anyRecordText, anyWhen } from './testing/arbitrary-condition.ts';

describe('reachOf', () => {
  it.each<[unknown, string]>([
    [{ responsePayload: { done: [false] } }, 'some'],
    [{ requestContext: { condition: ['Success'] } }, 'some'],
    [{ responsePayload: { ip: [{ cidr: '10.0.0.0/8' }], name: [{ wildcard: 'a*b' }] } }, 'some'],
    [{ responsePayload: { n: [{ numeric: ['>', 0, '<', 1] }], e: [{ 'equals-ignore-case': 'X' }] } }, 'some'],
    [{ responsePayload: { n: [{ exists: false }] } }, 'some'],
    [{ detail: { responsePayload: { done: [false] } } }, 'never'],
    [{ requestContext: { condition: ['FAILED'] } }, 'never'],
    [{ requestContext: { status: [{ exists: true }] } }, 'never'],
    [
      { requestContext: { condition: ['Success'] }, responseContext: { functionError: [{ exists: true }] } },
      'never',
    ],
    [{ version: ['2.0'] }, 'never'],
    [{ version: ['1.0'] }, 'always'],
    [{ requestContext: { condition: [{ exists: true }] } }, 'always'],
    [{ detail: [{ exists: false }] }, 'always'],
    [{ responsePayload: { a: [{ exists: false }, { exists: true }] } }, 'always'],
  ])('%j: %s', (when, reach) => {
    expect(reachOf(patternFrom(when))).toBe(reach);
  });

  it('says never and always only where records agree, and finds how most conditions are met', () => {
    let known = 0;
    let all = 0;
    fc.assert(
      fc.property(anyWhen, fc.array(anyRecordText, { maxLength: 5 }), (when, records) => {
        const pattern = patternFrom(when);
        const reach = reachOf(pattern);
        all += 1;
        if (reach !== 'unknown') known += 1;
        for (const record of records) {
          const whole = { ...JSON.parse(record), responseContext: { statusCode: 200 } };
          if (reach === 'never') expect(matchesEventPattern(pattern, whole)).toBe(false);
          if (reach === 'always') expect(matchesEventPattern(pattern, whole)).toBe(true);
        }
      }),
      { numRuns: 200 },
    );
    expect(known / all).toBeGreaterThan(0.6);
  });
});
