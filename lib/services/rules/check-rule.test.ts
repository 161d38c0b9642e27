import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type RuleTarget, zSaveRuleInput } from '../../contract/rule.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { seenEvent } from '../testing/seen-event.ts';
import { checkRule } from './check-rule.ts';
import { planSaveRule } from './plan-save-rule.ts';

const QUEUE_ARN = 'arn:aws:sqs:us-east-1:000000000000:lost';
let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  await busInAws(test.runtime.aws, 'chains');
  await test.createFunction('order', 'export const handler = async () => 1;');
  await test.runtime.aws.sqs.send(new CreateQueueCommand({ QueueName: 'lost' }));
  const detail = { order: { id: 1 }, status: 'PENDING' };
  for (const source of ['shop', 'shop', 'bank']) await seenEvent(test.runtime, 'chains', { source, detail });
  await seenEvent(test.runtime, 'chains', { source: 'bank', detail: { status: 'DONE' } });
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const target = (changes: Partial<RuleTarget> = {}) => ({ id: 'run', arn: functionArn('order'), ...changes });
const rule = (changes: Record<string, unknown> = {}) =>
  zSaveRuleInput.parse({
    eventBusName: 'chains',
    ruleName: 'again',
    eventPattern: '{"source":["shop"],"detail":{"status":["PENDING"]}}',
    targets: [target()],
    ...changes,
  });
const check = (changes: Record<string, unknown> = {}) =>
  checkRule(test.runtime, { rule: rule(changes), withinMs: 3_600_000 });
const transformer = (inputTemplate: string, inputPathsMap: Record<string, string> = {}) =>
  target({ inputTransformer: { inputPathsMap, inputTemplate } });

describe('checkRule', () => {
  it('tries the pattern on recorded events and says what nearly matched', async () => {
    const found = await check();
    expect(found).toMatchObject({
      problems: [],
      acceptedByAws: true,
      patternProblem: null,
      preview: { eventCount: 4, matchCount: 2, truncated: false },
      targets: [{ functionName: 'order', permitted: 'no', reason: expect.stringContaining('Saving adds') }],
    });
    expect(found.patternWords).toHaveLength(2);
    expect(found.preview.nearMisses.map(({ failures }) => failures.length)).toEqual([1, 2]);
    expect(found.preview.nearMisses[0]?.failures[0]).toMatchObject({ path: ['source'], actual: '"bank"' });
  });

  it('names the place of what is wrong in a pattern, in AWS’s words', async () => {
    const found = await check({ eventPattern: '{\n  "source": "shop"\n}' });
    expect(found).toMatchObject({ acceptedByAws: false, patternWords: [], preview: { matchCount: 0 } });
    expect(found.patternProblem).toMatchObject({
      line: 2,
      message: expect.stringContaining('must be an object or an array'),
    });
    expect(found.problems).toMatchObject([{ field: 'eventPattern' }]);
  });

  it('warns above the quota, and refuses what PutRule does not take', async () => {
    const long = (length: number) => JSON.stringify({ source: ['x'.repeat(length)] });
    const warned = await check({ eventPattern: long(2_100) });
    expect(warned.problems).toEqual([]);
    expect(warned.warnings[0]).toContain('quota');
    const refused = await check({ eventPattern: long(4_100) });
    expect(refused.problems).toMatchObject([
      { field: 'eventPattern', message: expect.stringContaining('4096') },
    ]);
  });

  it('works without TestEventPattern', async () => {
    await test.fault({ kind: 'access-denied', operation: 'TestEventPattern', probability: 1 });
    expect(await check({ description: 'again' })).toMatchObject({ acceptedByAws: null, problems: [] });
  });

  it('goes on with what it may read, and says what it could not', async () => {
    await test.fault({ kind: 'access-denied', operation: 'ListEventBuses', probability: 1 });
    // the reads of the last seconds must not hide it
    await test.runtime.store.notify('{"type":"rules"}');
    const found = await until(async () => {
      const checked = await check();
      return checked.warnings.length > 0 && checked;
    });
    expect(found.problems).toEqual([]);
    expect(found.warnings.join()).toContain('Other buses could not be read');
  });

  it.each<[string, object[], string]>([
    ['two targets of one ID', [target(), target()], 'targets.1.id'],
    ['a function that does not exist', [target({ arn: functionArn('nobody') })], 'targets.0.arn'],
    [
      'one of another region',
      [target({ arn: functionArn('order').replace('us-east-1', 'eu-west-1') })],
      'targets.0.arn',
    ],
    ['two kinds of input', [target({ input: '{}', inputPath: '$.detail' })], 'targets.0.inputPath'],
    ['an input that is no JSON', [target({ input: '{' })], 'targets.0.input'],
    ['a path that is none', [target({ inputPath: 'detail' })], 'targets.0.inputPath'],
    ['a path to nothing in a real event', [target({ inputPath: '$.detail.nothing' })], 'targets.0.inputPath'],
    [
      'a variable that is not defined',
      [transformer('{"a":<b>}')],
      'targets.0.inputTransformer.inputTemplate',
    ],
    [
      'a template that a real event breaks',
      [transformer('{"a":"<o>"', { o: '$.detail.order' })],
      'targets.0.inputTransformer.inputTemplate',
    ],
    [
      'a dead-letter queue that is none',
      [target({ deadLetterQueueArn: functionArn('order') })],
      'targets.0.deadLetterQueueArn',
    ],
    ['a FIFO queue', [target({ deadLetterQueueArn: `${QUEUE_ARN}.fifo` })], 'targets.0.deadLetterQueueArn'],
    [
      'a queue that does not exist',
      [target({ deadLetterQueueArn: `${QUEUE_ARN}-2` })],
      'targets.0.deadLetterQueueArn',
    ],
    [
      'a state machine without a role',
      [target({ arn: 'arn:aws:states:us-east-1:000000000000:stateMachine:again' })],
      'targets.0.roleArn',
    ],
  ])('refuses %s at its field', async (_what, targets, field) => {
    const { problems } = await check({ targets });
    expect(problems.map((problem) => problem.field)).toContain(field);
  });

  it('warns of a dead-letter queue that EventBridge may not write to', async () => {
    const { problems, warnings } = await check({ targets: [target({ deadLetterQueueArn: QUEUE_ARN })] });
    expect(problems).toEqual([]);
    expect(warnings.join()).toContain('lost');
  });

  it('names an unknown bus', async () => {
    expect((await check({ eventBusName: 'nowhere' })).problems).toMatchObject([{ field: 'eventBusName' }]);
  });

  it('finds the loop that saving would make; without a bound it wants a confirmation', async () => {
    const record = {
      source: 'lambda',
      detailType: 'Lambda Function Invocation Result - Success',
      detail: {
        version: '1.0',
        timestamp: new Date().toISOString(),
        requestContext: {
          requestId: crypto.randomUUID(),
          functionArn: `${functionArn('order')}:$LATEST`,
          condition: 'Success',
          approximateInvokeCount: 1,
        },
        requestPayload: { attempt: 1 },
        responseContext: { statusCode: 200, executedVersion: '$LATEST' },
        responsePayload: { attempt: 2 },
      },
    };
    await seenEvent(test.runtime, 'chains', record);
    await ruleInAws(test.runtime.aws, {
      eventBusName: 'chains',
      ruleName: 'aside',
      eventPattern: { source: ['x'] },
    });
    const endless = { ruleName: 'looping', eventPattern: '{"source":["lambda"]}' };
    const { loop } = await check(endless);
    expect(loop.loops).toEqual([{ path: ['rule:chains/looping', 'function:order'], bounds: [] }]);
    await expect(planSaveRule(test.runtime, rule(endless))).rejects.toMatchObject({
      code: 'conflict',
      field: 'acceptsLoop',
      message: expect.stringContaining('looping → order → looping'),
    });
    const accepted = await planSaveRule(test.runtime, rule({ ...endless, acceptsLoop: true }));
    expect(accepted.warnings.join()).toContain('feeds itself');
    const bounded = await planSaveRule(
      test.runtime,
      rule({
        ruleName: 'looping',
        eventPattern: '{"source":["lambda"],"detail":{"responsePayload":{"attempt":[{"numeric":["<",5]}]}}}',
      }),
    );
    expect(bounded.warnings.join()).toContain('detail.responsePayload.attempt stays below 5');
  });
});
