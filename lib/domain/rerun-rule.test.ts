import { describe, expect, it } from 'vitest';
import { matchesEventPattern } from './event-pattern/matches-event-pattern.ts';
import { parseEventPattern } from './event-pattern/parse-event-pattern.ts';
import { transformInput } from './input-transformer/transform-input.ts';
import { compileRerunRule, type RerunCondition } from './rerun-rule.ts';

const POLLER = 'arn:aws:lambda:eu-west-1:123456789012:function:poller';

/** The event that Lambda's destination puts on a bus (aws.md, record 21). */
function record(input: {
  functionArn?: string;
  on?: 'Success' | 'Failure';
  condition?: string;
  requestPayload?: unknown;
  responsePayload?: unknown;
}) {
  const { functionArn = `${POLLER}:$LATEST`, on = 'Success', condition = on } = input;
  return {
    version: '0',
    id: 'c2f1a8e4-90b7-4d6c-8a35-71e0d4b29f63',
    'detail-type': `Lambda Function Invocation Result - ${on}`,
    source: 'lambda',
    account: '123456789012',
    time: '2026-10-08T09:21:06Z',
    region: 'eu-west-1',
    resources: [functionArn, 'arn:aws:events:eu-west-1:123456789012:event-bus/chains'],
    detail: {
      version: '1.0',
      timestamp: '2026-10-08T09:21:05.901Z',
      requestContext: {
        requestId: '6c8e0a24-3b5d-4f7f-8c1e-2a4b6d8f0a35',
        functionArn,
        condition,
        approximateInvokeCount: 1,
      },
      requestPayload: input.requestPayload ?? { chainId: 'ord-42', attempt: 3 },
      responseContext: { statusCode: 200, executedVersion: '$LATEST' },
      responsePayload: input.responsePayload ?? { chainId: 'ord-42', attempt: 4, done: false },
    },
  };
}
const condition = (input: Partial<RerunCondition> = {}): RerunCondition => ({
  functionArn: POLLER,
  on: 'success',
  detailPattern: '{"responsePayload":{"done":[false]}}',
  bound: { path: 'responsePayload.attempt', below: 6 },
  nextInput: 'response',
  ...input,
});
function compiled(input: Partial<RerunCondition> = {}) {
  const rule = compileRerunRule(condition(input));
  if (!rule.ok) throw new Error(rule.message);
  return rule;
}
function matches(eventPattern: string, event: unknown): boolean {
  const parsed = parseEventPattern(eventPattern);
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return matchesEventPattern(parsed.pattern, event);
}

describe('compileRerunRule', () => {
  it.each([
    [{}, true],
    [{ functionArn: `${POLLER}:7` }, true],
    [{ functionArn: `${POLLER}-other:$LATEST` }, false],
    [{ on: 'Failure' as const }, false],
    [{ responsePayload: { attempt: 4, done: true } }, false],
    [{ responsePayload: { attempt: 6, done: false } }, false],
    [{ responsePayload: { attempt: 5, done: false } }, true],
    [{ responsePayload: { done: false } }, false],
    [{ responsePayload: { attempt: '4', done: false } }, false],
    [{ responsePayload: { statusCode: 200, body: '{"attempt":4,"done":false}' } }, false],
  ])('on success: a record with %j runs it again: %s', (input, again) => {
    expect(matches(compiled().eventPattern, record(input))).toBe(again);
  });
  it.each([
    [{ on: 'Failure' as const, condition: 'RetriesExhausted' }, true],
    [{ on: 'Failure' as const, condition: 'EventAgeExceeded' }, true],
    [{ on: 'Failure' as const, condition: 'ZeroReservedConcurrency' }, false],
    [{}, false],
  ])('on failure: a record with %j runs it again: %s', (input, again) => {
    const { eventPattern } = compiled({ on: 'failure', detailPattern: '{}', bound: null });
    expect(matches(eventPattern, record(input))).toBe(again);
  });
  it('does not depend on how the pattern is written, and keeps its numbers', () => {
    const { eventPattern } = compiled({
      detailPattern:
        ' { "requestPayload" : {"id":[12345678901234567890]},\n"responsePayload":{"done":[false]} } ',
    });
    expect(eventPattern).toContain('[12345678901234567890]');
    expect(matches(eventPattern, record({}))).toBe(false);
  });
  it('takes an $or of the operator’s', () => {
    const detailPattern =
      '{"$or":[{"responsePayload":{"done":[false]}},{"requestPayload":{"force":[true]}}]}';
    expect(matches(compiled({ detailPattern }).eventPattern, record({}))).toBe(true);
    const done = { responsePayload: { attempt: 1, done: true } };
    expect(matches(compiled({ detailPattern }).eventPattern, record(done))).toBe(false);
  });
  it.each(['response', 'request'] as const)('hands on the %s alone: records never nest', (nextInput) => {
    const { inputPath } = compiled({ nextInput });
    let payload: unknown = { attempt: 1, pad: 'x'.repeat(50) };
    const sizes: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const event = JSON.stringify(record({ requestPayload: payload, responsePayload: payload }));
      sizes.push(event.length);
      const input = transformInput({ InputPath: inputPath }, event, {
        ruleArn: '',
        ruleName: '',
        ingestionTime: '',
      });
      payload = JSON.parse(input.ok ? input.text : 'null');
    }
    expect(new Set(sizes).size).toBe(1);
  });
  it.each<[Partial<RerunCondition>, boolean]>([
    [{}, true],
    [{ bound: null }, false],
    [{ bound: null, detailPattern: '{"responsePayload":{"attempt":[{"numeric":["<=",5]}]}}' }, true],
    [{ bound: null, detailPattern: '{"responsePayload":{"attempt":[{"numeric":[">",0]}]}}' }, false],
    [{ bound: { path: 'requestPayload.attempt', below: 6 } }, true],
    [{ bound: { path: 'requestPayload.attempt', below: 6 }, nextInput: 'request' }, false],
    [{ bound: { path: 'responsePayload.attempt', below: 6 }, nextInput: 'request' }, true],
  ])('says whether %j comes to an end: %s', (input, bounded) => {
    expect(compiled(input).bounded).toBe(bounded);
  });
  it.each(['{"responsePayload":{"attempt":[{"numeric":["<",6]}]}}', '{"responsePayload":{"attempt":[1,2]}}'])(
    'leaves a bound that the pattern %s has already',
    (detailPattern) => {
      expect(compiled({ detailPattern }).eventPattern.split('attempt')).toHaveLength(2);
    },
  );
  it.each<[string, Parameters<typeof record>[0], boolean]>([
    ['{"responsePayload":{"done":[false]}}', {}, true],
    ['{"responsePayload":{"done":[false]}}', { on: 'Failure', condition: 'RetriesExhausted' }, true],
    ['{"responsePayload":{"done":[false]}}', { on: 'Failure', condition: 'ZeroReservedConcurrency' }, false],
    ['{"responsePayload":{"done":[false]}}', { functionArn: `${POLLER}-other:$LATEST` }, false],
    ['{"requestContext":{"condition":["RetriesExhausted"]}}', {}, false],
    [
      '{"requestContext":{"condition":["RetriesExhausted"]}}',
      { on: 'Failure', condition: 'RetriesExhausted' },
      true,
    ],
  ])('on either: %s takes a record with %j: %s', (detailPattern, input, again) => {
    const { eventPattern } = compiled({ on: 'either', detailPattern, bound: null });
    expect(matches(eventPattern, record(input))).toBe(again);
  });
  it.each([
    ['{"requestContext":{"functionArn":["x"]}}', 'filled in'],
    ['{"requestContext":["x"]}', 'filled in'],
    ['{"requestContext":{"condition":[{"exists":true}]}}', 'turn without end'],
    ['{"$or":[{"requestContext":{"functionArn":["x"]}},{"version":["1.0"]}]}', 'filled in'],
    ['{"$or":[{"requestContext":{"condition":["Success"]}},{"version":["1.0"]}]}', 'turn without end'],
    ['{"detail":["x"]}', 'no field detail'],
  ])('on either: refuses %s', (detailPattern, words) => {
    const rule = compileRerunRule(condition({ on: 'either', detailPattern, bound: null }));
    expect(rule).toMatchObject({ ok: false, field: 'detailPattern' });
    expect(rule.ok ? '' : rule.message).toContain(words);
  });
  it.each<[Partial<RerunCondition>, string, string]>([
    [{ detailPattern: '{"responsePayload":' }, 'detailPattern', 'not JSON'],
    [{ detailPattern: '[]' }, 'detailPattern', 'object'],
    [{ detailPattern: '{"responsePayload":{"done":false}}' }, 'detailPattern', 'Event pattern is not valid'],
    [{ detailPattern: '{"requestContext":{"condition":["x"]}}' }, 'detailPattern', 'filled in'],
    [{ detailPattern: '{"payload":["x"]}' }, 'detailPattern', 'no field payload'],
    [{ detailPattern: '{"responsePayload":{"attempt":[{"numeric":[">",1]}]}}' }, 'bound', 'already says'],
    [{ detailPattern: '{"responsePayload":{"attempt":[{"numeric":["<",9]}]}}' }, 'bound', 'already says'],
    [{ detailPattern: '{"responsePayload":["x"]}' }, 'bound', 'already says'],
  ])('refuses %j at %s', (input, field, words) => {
    const rule = compileRerunRule(condition(input));
    expect(rule).toMatchObject({ ok: false, field });
    expect(rule.ok ? '' : rule.message).toContain(words);
  });
});
