import { describe, expect, it } from 'vitest';
import { aRule, aTarget } from '../testing/a-rule';
import { draftOfCopy, draftOfEvent } from './new-rule.model';
import { draftOfRule, emptyRule, emptyTarget, type RuleDraft, saveInputOf } from './rule-draft.model';
import { checkRequestOf, fieldProblems, serverProblems } from './rule-fields.model';
import { targetPreview } from './target-preview.model';

const CHARGE = {
  functionName: 'charge',
  functionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:charge',
};
const NO_MORE = { overwrite: false, acceptsLoop: false };
const sent = (draft: RuleDraft) => saveInputOf(draft, [CHARGE], NO_MORE);
const aDraft = (more: Partial<RuleDraft['targets'][number]> = {}): RuleDraft => ({
  ...emptyRule('orders'),
  ruleName: 'again',
  eventPattern: '{"source":["orders"]}',
  targets: [{ ...emptyTarget([]), target: 'charge', ...more }],
});
const problem = (field: string, draft: RuleDraft) => fieldProblems(sent(draft)).get(field) ?? '';

describe('a draft', () => {
  it.each([
    ['the whole event', aTarget()],
    ['a part', aTarget({ inputPath: '$.detail' })],
    ['a constant', aTarget({ input: '{"a": 12345678901234567890}' })],
    [
      'a transformer',
      aTarget({ inputTransformer: { inputPathsMap: { a: '$.detail.a' }, inputTemplate: '{"a": <a>}' } }),
    ],
    ['a retry policy', aTarget({ retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 } })],
    ['a queue', aTarget({ deadLetterQueueArn: 'arn:aws:sqs:eu-west-1:123456789012:dead' })],
    ['a role', aTarget({ roleArn: 'arn:aws:iam::123456789012:role/r', id: 'Id.1' })],
  ])('sends a target with %s as it was read', (_, target) => {
    expect(sent(draftOfRule(aRule({ targetSettings: [target] }))).targets).toEqual([target]);
  });

  it('takes a function by its name and anything else as an ARN', () => {
    expect(sent(aDraft()).targets[0]?.arn).toBe(CHARGE.functionArn);
    expect(sent(aDraft({ target: `${CHARGE.functionArn}:live` })).targets[0]?.arn).toBe(
      `${CHARGE.functionArn}:live`,
    );
  });

  it('gives each target an ID and key of its own', () => {
    const first = emptyTarget([]);
    const second = emptyTarget([first]);
    const third = emptyTarget([second]);
    expect([first.id, second.id, third.id]).toEqual(['target-1', 'target-2', 'target-1']);
    expect(new Set([first.key, second.key, third.key]).size).toBe(3);
  });

  it('is copied under another name that is short enough', () => {
    expect(draftOfCopy(aDraft()).ruleName).toBe('again-copy');
    expect(draftOfCopy({ ...aDraft(), ruleName: 'x'.repeat(64) }).ruleName).toHaveLength(64);
  });

  it('is made from an event', () => {
    const event = '{"source":"shop","detail-type":"Payment Pending!","detail":{}}';
    const draft = draftOfEvent({ event, eventBusName: 'orders', detailType: 'Payment Pending!' });
    expect(draft).toMatchObject({ eventBusName: 'orders', ruleName: 'payment-pending' });
    expect(JSON.parse(draft.eventPattern)).toEqual({ source: ['shop'], 'detail-type': ['Payment Pending!'] });
  });
});

describe('fieldProblems', () => {
  it('finds nothing wrong with a good rule', () => {
    expect(fieldProblems(sent(aDraft()))).toEqual(new Map());
  });

  it.each([
    ['ruleName', { ...aDraft(), ruleName: 'a b' }, /letters, digits/],
    ['ruleName', { ...aDraft(), ruleName: '' }, /letters, digits/],
    ['eventBusName', { ...aDraft(), eventBusName: 'a b' }, /letters, digits/],
    ['description', { ...aDraft(), description: 'x'.repeat(513) }, /512/],
    ['eventPattern', { ...aDraft(), eventPattern: '' }, /needs a pattern/],
    ['targets', { ...aDraft(), targets: Array.from({ length: 6 }, () => emptyTarget([])) }, /at most 5/],
    ['targets.0.arn', aDraft({ target: 'no-such-function' }), /ARN/],
    ['targets.0.id', aDraft({ id: 'a b' }), /target ID/],
    ['targets.0.roleArn', aDraft({ roleArn: 'role' }), /ARN/],
    ['targets.0.deadLetterQueueArn', aDraft({ deadLetterQueueArn: 'queue' }), /ARN/],
    ['targets.0.retryPolicy.maximumRetryAttempts', aDraft({ retries: '186' }), /185/],
    ['targets.0.retryPolicy.maximumRetryAttempts', aDraft({ retries: 'x' }), /./],
    ['targets.0.retryPolicy.maximumEventAgeInSeconds', aDraft({ ageSeconds: '59' }), /60/],
    ['targets.0.input', aDraft({ inputKind: 'constant', constant: '{\n,}' }), /Line 2/],
    ['targets.0.inputPath', aDraft({ inputKind: 'path', inputPath: 'detail' }), /JSON path/],
    [
      'targets.0.inputTransformer.inputTemplate',
      aDraft({ inputKind: 'transformer', template: '{"a": <status>' }),
      /JSON/,
    ],
    [
      'targets.0.inputTransformer.inputTemplate',
      aDraft({ inputKind: 'transformer', template: '<unknown>' }),
      /unknown/,
    ],
    [
      'targets.0.inputTransformer.inputPathsMap.status',
      aDraft({ inputKind: 'transformer', paths: [{ key: 1, name: 'status', path: 'x' }] }),
      /JSON path/,
    ],
  ])('says at %s what is wrong', (field, draft, message) => {
    expect(problem(field, draft)).toMatch(message);
  });

  it('says that two targets have the same ID', () => {
    const [target] = aDraft().targets;
    const draft = { ...aDraft(), targets: target === undefined ? [] : [target, target] };
    expect(problem('targets.1.id', draft)).toMatch(/Another target/);
  });
});

describe('what the server is asked', () => {
  it('leaves out what has not even the form, and puts its answers under the right target', () => {
    const draft = {
      ...aDraft(),
      ruleName: '',
      targets: [emptyTarget([]), { ...emptyTarget([]), id: 'second', target: 'charge' }],
    };
    const { rule } = checkRequestOf(sent(draft), 60_000);
    expect(rule.targets.map((target) => target.id)).toEqual(['second']);
    expect(rule.ruleName).toMatch(/./);
    const text = { code: 'invalid-input', nextStep: null, awsCode: null };
    const problems = serverProblems(
      [
        { ...text, message: 'first', field: 'targets.0.arn' },
        { ...text, message: 'again', field: 'targets.0.arn' },
        { ...text, message: 'whole', field: null },
      ],
      sent(draft),
    );
    expect([...problems]).toEqual([
      ['targets.1.arn', 'first'],
      ['', 'whole'],
    ]);
  });
});

describe('targetPreview', () => {
  const rule = { ruleArn: 'arn', ruleName: 'again', ingestionTime: '2026-11-23T09:00:00Z' };
  const event = '{"detail":{"status":"PENDING","big":12345678901234567890}}';
  it.each([
    [aTarget(), event],
    [aTarget({ inputPath: '$.detail.big' }), '12345678901234567890'],
    [aTarget({ input: '{"fixed":1}' }), '{"fixed":1}'],
    [
      aTarget({ inputTransformer: { inputPathsMap: { s: '$.detail.status' }, inputTemplate: '{"s": <s>}' } }),
      '{"s": "PENDING"}',
    ],
  ])('shows what the function gets', (target, text) => {
    expect(targetPreview(target, event, rule)).toEqual({ ok: true, text });
  });
  it('says why it gets nothing', () => {
    expect(targetPreview(aTarget({ inputPath: '$.nowhere' }), event, rule)).toMatchObject({ ok: false });
  });
});
