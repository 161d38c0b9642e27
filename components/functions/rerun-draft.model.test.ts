import { describe, expect, it } from 'vitest';
import {
  compiledRerun,
  judgeDetail,
  onOutcome,
  type RerunDraft,
  rerunDraft,
  rerunInputOf,
  rerunProblems,
} from './rerun-draft.model';

const ARN = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';
const aDraft = (more: Partial<RerunDraft> = {}): RerunDraft => ({
  ...rerunDraft('poller', 'success', 'orders'),
  ...more,
});
const made = (draft: RerunDraft) => {
  const input = rerunInputOf('poller', draft, false);
  const compiled = compiledRerun(ARN, input);
  return { input, compiled, problems: rerunProblems(input, compiled) };
};

describe('a re-run by destination', () => {
  it('starts as a rule that is whole and has an end', () => {
    const { compiled, problems } = made(aDraft());
    expect(problems).toEqual(new Map());
    expect(compiled).toMatchObject({ ok: true, bounded: true });
  });

  it.each<[Partial<RerunDraft>, string]>([
    [{ counted: false }, 'no counter'],
    [rerunDraft('poller', 'failure', 'orders'), 'a failure, which hands the same input on'],
  ])('has no end with %j: %s', (more) => {
    expect(made(aDraft(more)).compiled).toMatchObject({ ok: true, bounded: false });
  });

  it.each([
    [{ boundPath: 'attempt' }, 'bound.path', /responsePayload.attempt/],
    [{ boundBelow: '0' }, 'bound.below', /./],
    [{ boundBelow: 'x' }, 'bound.below', /./],
    [{ ruleName: 'a b' }, 'ruleName', /letters/],
    [{ eventBusName: 'a b' }, 'eventBusName', /letters/],
    [{ detailPattern: '{"responsePayload":{"attempt":["a"]}}' }, 'bound.path', /already says something else/],
  ] as const)('with %j says at %s what is wrong', (more, field, message) => {
    expect(made(aDraft(more)).problems.get(field)).toMatch(message);
  });

  it('keeps its rule’s name short enough', () => {
    expect(rerunDraft('f'.repeat(64), 'failure', 'b').ruleName).toMatch(/^f+-again-on-failure$/);
    expect(rerunDraft('f'.repeat(64), 'failure', 'b').ruleName).toHaveLength(64);
  });

  it('follows another outcome with what was not edited', () => {
    expect(onOutcome('poller', aDraft(), 'failure')).toMatchObject({
      on: 'failure',
      ruleName: 'poller-again-on-failure',
      detailPattern: '{}',
      nextInput: 'request',
    });
    const edited = aDraft({ ruleName: 'mine', detailPattern: '{"responsePayload":{"a":[1]}}' });
    expect(onOutcome('poller', edited, 'failure')).toEqual({ on: 'failure' });
  });
});

describe('judgeDetail', () => {
  const judged = (detailPattern: string) =>
    judgeDetail(detailPattern, made(aDraft({ detailPattern })).compiled);
  it('reads the whole pattern', () => {
    expect(judged('{"responsePayload":{"done":[false]}}').ok).toBe(true);
  });
  it.each([
    ['{\n  "responsePayload": ,\n}', { line: 2 }],
    ['{"elsewhere":["a"]}', { line: 0, message: expect.stringMatching(/no field elsewhere/) }],
    ['{"requestContext":{}}', { line: 0, message: expect.stringMatching(/ties the rule/) }],
    ['{"responsePayload":{"done":false}}', { message: expect.stringMatching(/not valid/) }],
  ])('says of %s what is wrong', (text, problem) => {
    const result = judged(text);
    expect(result.ok ? null : result.problem).toMatchObject(problem);
  });
});
