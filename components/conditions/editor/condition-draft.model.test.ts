import { describe, expect, it } from 'vitest';
import { zSaveConditionInput } from '@/lib/contract/condition';
import {
  checkRequestOf,
  draftOfCondition,
  emptyCondition,
  fieldProblems,
  saveInputOf,
  serverProblems,
} from './condition-draft.model';
import { secondsWords } from './condition-limits.model';

const draft = emptyCondition({
  name: 'until ready',
  functionName: 'poller',
  when: '{"responsePayload":{"status":["PENDING"]}}',
});
const withLimits = (limits: Partial<typeof draft.limits>) =>
  saveInputOf({ ...draft, limits: { ...draft.limits, ...limits } });

describe('a condition as it is written', () => {
  it('is what was saved, there and back', () => {
    const input = zSaveConditionInput.parse({
      ...saveInputOf(draft),
      conditionId: '00000000-0000-4000-8000-000000000001',
      limits: { maxAttempts: 7, windowSeconds: 60, budgetUsd: 0.5, maxDelaySeconds: null, jitter: 'FULL' },
      counterPath: 'responsePayload.attempt',
      eventBusName: 'chains',
    });
    expect(saveInputOf(draftOfCondition(input))).toEqual(input);
    expect(fieldProblems(input).size).toBe(0);
  });

  it.each([
    ['maxAttempts', '1', /from 2 to 10,000/],
    ['maxAttempts', '', /from 2 to 10,000/],
    ['maxAttempts', '2.5', /whole number/],
    ['maxAttempts', '10001', /from 2 to 10,000/],
    ['delaySeconds', '-1', /From 0/],
    ['delaySeconds', 'soon', /From 0/],
    ['backoffRate', '0', /From 1/],
    ['backoffRate', '11', /to 10/],
    ['windowSeconds', '0', /from 1/],
    ['windowSeconds', '1e12', /from 1/],
    ['budgetUsd', '0', /More than 0/],
    ['budgetUsd', '-3', /More than 0/],
    ['ratePerSecond', '0', /More than 0/],
    ['ratePerSecond', '1001', /1,000/],
    ['maxAgeSeconds', '0', /from 1/],
  ] as const)('says at %s what %o should be', (field, text, says) => {
    const problems = fieldProblems(withLimits({ [field]: text }));
    expect([...problems.keys()]).toEqual([`limits.${field}`]);
    expect(problems.get(`limits.${field}`)).toMatch(says);
  });

  it('leaves open what may be left open', () => {
    const { limits } = withLimits({ maxDelaySeconds: '', windowSeconds: ' ', budgetUsd: '' });
    expect(limits).toMatchObject({ maxDelaySeconds: null, windowSeconds: null, budgetUsd: null });
  });

  it('asks the server about an unfinished one without what would be refused unread', () => {
    const unfinished = saveInputOf({
      ...emptyCondition({}),
      name: 'a/b',
      counterPath: 'attempt',
      limits: { ...draft.limits, maxAttempts: 'x' },
    });
    expect(fieldProblems(unfinished).size).toBeGreaterThan(3);
    expect(zSaveConditionInput.safeParse(checkRequestOf(unfinished)).success).toBe(true);
  });

  it('puts what the server says at its field, with what to do', () => {
    const problem = { code: 'invalid-input', message: 'No.', nextStep: 'Yes.', awsCode: null };
    expect([
      ...serverProblems([
        { ...problem, field: 'when' },
        { ...problem, field: null },
      ]),
    ]).toEqual([
      ['when', 'No. Yes.'],
      ['', 'No. Yes.'],
    ]);
  });

  it.each([
    ['59', null],
    ['900', '15 min'],
    ['', null],
    ['x', null],
  ])('says %o seconds as %s', (text, words) => {
    expect(secondsWords(text)).toBe(words);
  });
});
