import { randomUUID } from 'node:crypto';
import { PutRuleCommand, TagResourceCommand } from '@aws-sdk/client-eventbridge';
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { putFunctionEventInvokeConfig } from '../../aws/put-function-event-invoke-config.ts';
import { EXPORT_FORMATS, zRuleDetail, zRulePage } from '../../contract/rule.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { publishEvents } from '../publish/publish-events.ts';
import { busInAws, functionArn, ruleInAws } from '../testing/rule-in-aws.ts';
import { seenEvent } from '../testing/seen-event.ts';
import { exportRule } from './export-rule.ts';
import { getRule } from './get-rule.ts';
import { listRules } from './list-rules.ts';

/** Says which event it was run by, as lib/rerun does. */
const MARKED = `export const handler = async ({ id }, { awsRequestId: requestId }) => {
  console.log(JSON.stringify({ rerun: { v: 1, via: 'eventbridge', requestId, parent: { eventId: id } } }));
};`;
let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  const { aws } = test.runtime;
  await busInAws(aws, 'chains');
  for (const name of ['order', 'stopped']) {
    await test.createFunction(name, 'export const handler = async () => 1;');
  }
  await test.createFunction('marked', MARKED);
  await aws.lambda.send(
    new PutFunctionConcurrencyCommand({ FunctionName: 'stopped', ReservedConcurrentExecutions: 0 }),
  );
  const on = (ruleName: string, rest: object = {}, eventBusName = 'chains') =>
    ruleInAws(aws, { eventBusName, ruleName, eventPattern: { source: [ruleName] }, ...rest });
  await on('good', { functionName: 'order' });
  await on('on-default', { functionName: 'order' }, 'default');
  await on('marked', { functionName: 'marked' });
  await on('empty');
  await on('off', { functionName: 'order', state: 'DISABLED' });
  await on('unpermitted', { functionName: 'order', permitted: false });
  await on('missing', { functionName: 'nobody', permitted: false });
  await on('halted', { functionName: 'stopped' });
  await on('lossy', {
    targets: [
      {
        Id: 'function',
        Arn: functionArn('order'),
        DeadLetterConfig: { Arn: 'arn:aws:sqs:us-east-1:000000000000:no-queue' },
      },
    ],
  });
  await on('reprise-watch-chains');
  await aws.events.send(
    new TagResourceCommand({
      ResourceARN: 'arn:aws:events:us-east-1:000000000000:rule/chains/good',
      Tags: [{ Key: 'aws:cloudformation:stack-name', Value: 'orders' }],
    }),
  );
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const list = () => listRules(test.runtime, { withinMs: 3_600_000 });
async function ruleOf(ruleName: string) {
  const { items } = await list();
  const rule = items.find((item) => item.ruleName === ruleName);
  if (rule === undefined) throw new Error(`no rule ${ruleName}`);
  return rule;
}

describe('listRules', () => {
  it('lists the rules of all buses with their words and targets', async () => {
    await seenEvent(test.runtime, 'chains', { source: 'good' });
    const page = zRulePage.strict().parse(await list());
    expect(page.unread).toEqual([]);
    expect(page.items.map(({ eventBusName }) => eventBusName)).toContain('default');
    const good = await ruleOf('good');
    expect(good).toMatchObject({
      state: 'ENABLED',
      managedBy: 'CloudFormation stack orders',
      problems: [],
      targets: [{ functionName: 'order', permitted: 'yes' }],
      lastMatchAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(good.patternWords).toEqual([expect.stringContaining('good')]);
    expect((await ruleOf('empty')).lastMatchAt).toBeNull();
    expect((await ruleOf('reprise-watch-chains')).managedBy).toContain('Reprise');
  });

  it.each([
    ['empty', ['no-target']],
    ['off', ['disabled']],
    ['unpermitted', ['not-permitted']],
    ['missing', ['missing-function']],
    ['lossy', ['not-permitted', 'missing-queue']],
  ])('says what is wrong with %s', async (ruleName, codes) => {
    expect((await ruleOf(ruleName)).problems.map(({ code }) => code)).toEqual(codes);
  });

  it('counts the runs that a rule caused', async () => {
    const entry = {
      eventBusName: 'chains',
      source: 'marked',
      detailType: 'Test',
      detail: '{}',
      resources: [],
      time: null,
    };
    await publishEvents(test.runtime, { operationId: randomUUID(), entries: [entry], hopId: null });
    await until(async () => (await ruleOf('marked')).hopCount === 1);
    expect((await ruleOf('off')).hopCount).toBe(0);
  });

  it('knows of a concurrency of zero once discovery has read it', async () => {
    await until(async () =>
      (await ruleOf('halted')).problems.some(({ code }) => code === 'concurrency-zero'),
    );
  });

  it('finds what a destination declares, though nothing was recorded', async () => {
    const { aws } = test.runtime;
    await putFunctionEventInvokeConfig(aws, {
      FunctionName: 'order',
      DestinationConfig: {
        OnSuccess: { Destination: 'arn:aws:events:us-east-1:000000000000:event-bus/chains' },
      },
    });
    await ruleInAws(aws, {
      eventBusName: 'chains',
      ruleName: 'again',
      eventPattern: { source: ['lambda'], detail: { responsePayload: { done: [false] } } },
      functionName: 'order',
    });
    const detail = await until(async () => {
      const rule = zRuleDetail.parse(
        await getRule(test.runtime, { eventBusName: 'chains', ruleName: 'again' }),
      );
      // the permission is read again after a few seconds: nothing told the dashboard of it
      return rule.loop.loops.length > 0 && rule.targets[0]?.permitted === 'yes' && rule;
    });
    expect(detail.loop.edges.find(({ kind, inLoop }) => kind === 'publishes' && inLoop)).toMatchObject({
      certainty: 'possible',
      evidence: expect.stringContaining('destination on success'),
    });
    expect(detail.problems).toMatchObject([{ code: 'feeds-itself', severity: 'problem' }]);
    expect(detail.targetSettings).toMatchObject([{ id: 'function', arn: functionArn('order') }]);
  });

  it('names a bus that cannot be read and lists the others', async () => {
    await busInAws(test.runtime.aws, 'closed');
    await test.fault({ kind: 'access-denied', operation: 'ListRules', resource: 'closed', probability: 1 });
    const page = await until(async () => {
      const found = await list();
      return found.unread.length > 0 && found;
    });
    expect(page.unread).toMatchObject([{ eventBusName: 'closed', problem: { code: 'access-denied' } }]);
    expect(page.items.length).toBeGreaterThan(5);
  });

  it('says of a permission that it could not be read', async () => {
    await test.fault({ kind: 'access-denied', operation: 'GetPolicy', probability: 1 });
    const rule = await until(async () => {
      const found = await ruleOf('good');
      return found.targets[0]?.permitted === 'unknown' && found;
    });
    expect(rule.problems).toEqual([]);
  });
});

describe('getRule and exportRule', () => {
  it('read one rule where buses may not be listed', async () => {
    await test.fault({ kind: 'access-denied', operation: 'ListEventBuses', probability: 1 });
    const rule = await getRule(test.runtime, { eventBusName: 'chains', ruleName: 'good' });
    expect(rule.targetSettings).toHaveLength(1);
  });
  it('know no rule of another name', async () => {
    const ref = { eventBusName: 'chains', ruleName: 'nobody' };
    await expect(getRule(test.runtime, ref)).rejects.toMatchObject({ code: 'not-found' });
  });
  it.each(EXPORT_FORMATS)('writes a rule down as %s', async (format) => {
    const found = await exportRule(test.runtime, { eventBusName: 'chains', ruleName: 'good', format });
    expect(found.text).toContain('good');
    expect(found.text).toContain(functionArn('order'));
  });
  it('refuses a format that cannot say it', async () => {
    await test.runtime.aws.events.send(
      new PutRuleCommand({ Name: 'own-words', EventPattern: '{"detail":{"Ref":["x"]}}' }),
    );
    const ref = { eventBusName: 'default', ruleName: 'own-words', format: 'cloudformation' as const };
    const refused = until(() =>
      exportRule(test.runtime, ref).catch((error) => error.code === 'conflict' && error),
    );
    expect((await refused).field).toBe('format');
  });
});
