import { describe, expect, it } from 'vitest';
import type { Decision } from '@/lib/contract/condition';
import { orderDecisions } from './decision-order.model';

function decision(conditionId: string, of: Partial<Decision>): Decision {
  return {
    hopId: 'hop',
    chainId: 'chain',
    conditionId,
    conditionName: conditionId,
    version: 1,
    how: 'invoke',
    decision: 'stop',
    reason: '',
    limit: null,
    fields: [],
    dueRerun: null,
    derived: false,
    decidedAt: '2026-11-28T12:00:00.000Z',
    ...of,
  };
}
const names = ({ shown, unmatched }: ReturnType<typeof orderDecisions>) =>
  [shown, unmatched].map((all) => all.map(({ conditionId }) => conditionId));

describe('orderDecisions', () => {
  it.each([
    [
      'what runs it again before what does not match',
      [['again'], ['other']],
      [decision('other', {}), decision('again', { decision: 'run-again' })],
      null,
    ],
    [
      'a limit that ended it',
      [['limited'], ['other']],
      [decision('other', {}), decision('limited', { limit: 'maxAttempts' })],
      null,
    ],
    [
      'the condition that made it where none matches',
      [['maker'], ['other']],
      [decision('other', {}), decision('maker', {})],
      'maker',
    ],
    ['all where none has to do with it', [['a', 'b'], []], [decision('a', {}), decision('b', {})], null],
    [
      'what needs a person before what ended it',
      [['late', 'dark', 'limited'], []],
      [
        decision('limited', { limit: 'window' }),
        decision('dark', { decision: 'undecidable' }),
        decision('late', { decision: 'stale' }),
      ],
      null,
    ],
  ] as const)('shows %s', (_, expected, decisions, madeBy) => {
    expect(names(orderDecisions(decisions, madeBy))).toEqual(expected);
  });
});
