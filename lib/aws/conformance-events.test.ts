import { randomUUID } from 'node:crypto';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { CreateEventBusCommand, DeleteEventBusCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ruleArnOf } from '../domain/target-arn.ts';
import { addPermission } from './add-permission.ts';
import type { AwsClients } from './aws-clients.ts';
import { deleteRule } from './delete-rule.ts';
import { describeEventBus } from './describe-event-bus.ts';
import { describeRule } from './describe-rule.ts';
import { disableRule } from './disable-rule.ts';
import { enableRule } from './enable-rule.ts';
import { getCallerIdentity } from './get-caller-identity.ts';
import { getFunctionConfiguration } from './get-function-configuration.ts';
import { getMetricSums } from './get-metric-sums.ts';
import { listEventBuses } from './list-event-buses.ts';
import { listRuleNamesByTarget } from './list-rule-names-by-target.ts';
import { listRules } from './list-rules.ts';
import { listTagsForResource } from './list-tags-for-resource.ts';
import { listTargetsByRule } from './list-targets-by-rule.ts';
import { nullWhereAbsent } from './null-where-absent.ts';
import { putEvents } from './put-events.ts';
import { putRule } from './put-rule.ts';
import { putTargets } from './put-targets.ts';
import { removeTargets } from './remove-targets.ts';
import { putTargetsEntry, type RuleTarget } from './rule-target.ts';
import { testEventPattern } from './test-event-pattern.ts';
import { readLogEvents } from './testing/read-log-events.ts';
import { type Conformance, refusal, startConformance } from './testing/start-conformance.ts';
import { updateEventBus } from './update-event-bus.ts';

const name = `reprise-conformance-${randomUUID().slice(0, 8)}`;
const rule = { eventBusName: name, ruleName: 'again' };
const SOURCE = 'reprise.conformance';
const HANDLER = `export const handler = async (event) => {
  console.log('got', JSON.stringify(event), process.env._X_AMZN_TRACE_ID);
};`;

let conformance: Conformance;
let aws: AwsClients;
let functionArn: string;

beforeAll(async () => {
  conformance = await startConformance();
  aws = conformance.aws;
  await aws.events.send(new CreateEventBusCommand({ Name: name, Description: 'of a test' }));
  await conformance.createFunction(name, HANDLER);
  functionArn = (await getFunctionConfiguration(aws, name)).functionArn;
});
afterAll(async () => {
  for (const { ruleName, eventBusName } of await listRules(aws, name)) {
    const ids = (await listTargetsByRule(aws, { eventBusName, ruleName })).map(({ id }) => id);
    if (ids.length > 0) await removeTargets(aws, { Rule: ruleName, EventBusName: name, Ids: ids });
    await deleteRule(aws, { eventBusName, ruleName });
  }
  await aws.events.send(new DeleteEventBusCommand({ Name: name }));
  await conformance.deleteFunction(name);
  await aws.logs.send(new DeleteLogGroupCommand({ logGroupName: `/aws/lambda/${name}` })).catch(() => {});
  await conformance.stop();
});

const put = (more: object = {}) =>
  putRule(aws, {
    Name: rule.ruleName,
    EventBusName: name,
    EventPattern: JSON.stringify({ source: [SOURCE], detail: { status: ['PENDING'] } }),
    ...more,
  });
const target = (id: string, more: Partial<RuleTarget> = {}): RuleTarget => ({
  id,
  arn: functionArn,
  roleArn: null,
  input: null,
  inputPath: null,
  inputTransformer: null,
  retryPolicy: null,
  deadLetterQueueArn: null,
  ...more,
});
const putAll = (...targets: RuleTarget[]) =>
  putTargets(aws, { Rule: rule.ruleName, EventBusName: name, Targets: targets.map(putTargetsEntry) });

describe('buses', () => {
  it('are listed and described', async () => {
    const names = (await listEventBuses(aws)).map(({ eventBusName }) => eventBusName);
    expect(names).toEqual(expect.arrayContaining(['default', name]));
    expect(await describeEventBus(aws, name)).toMatchObject({
      eventBusName: name,
      description: 'of a test',
      policy: null,
      deadLetterQueueArn: null,
      logConfig: { level: 'OFF', includeDetail: 'NONE' },
    });
  });

  it('keep what UpdateEventBus names', async () => {
    const LogConfig = { Level: 'ERROR', IncludeDetail: 'NONE' } as const;
    await updateEventBus(aws, { Name: name, Description: 'of a test', LogConfig });
    expect(await describeEventBus(aws, name)).toMatchObject({
      description: 'of a test',
      logConfig: { level: 'ERROR' },
    });
    await updateEventBus(aws, {
      Name: name,
      Description: 'of a test',
      LogConfig: { ...LogConfig, Level: 'OFF' },
    });
  });

  it('are missed in words', async () => {
    for (const work of [describeEventBus(aws, `${name}-x`), listRules(aws, `${name}-x`)]) {
      expect(await refusal(work)).toMatchObject({ code: 'not-found', httpStatus: 400 });
    }
  });
});

describe('rules', () => {
  it('are put, described, listed and tagged', async () => {
    const { accountId } = await getCallerIdentity(aws);
    const { ruleArn } = await put({ Description: 'first', Tags: [{ Key: 'team', Value: 'x' }] });
    expect(ruleArn).toBe(ruleArnOf({ region: aws.region, accountId, ...rule }));
    const described = await describeRule(aws, rule);
    expect(described).toMatchObject({
      ...rule,
      ruleArn,
      state: 'ENABLED',
      description: 'first',
      managedBy: null,
    });
    expect(await listRules(aws, name)).toEqual([described]);
    expect(await listTagsForResource(aws, ruleArn)).toEqual({ team: 'x' });
  });

  it('are replaced whole, but for their tags', async () => {
    const { ruleArn } = await put({ State: 'DISABLED', Tags: [{ Key: 'other', Value: 'y' }] });
    expect(await describeRule(aws, rule)).toMatchObject({ state: 'DISABLED', description: null });
    expect(await listTagsForResource(aws, ruleArn)).toEqual({ team: 'x' });
  });

  it('are switched', async () => {
    await enableRule(aws, rule);
    expect((await describeRule(aws, rule)).state).toBe('ENABLED');
    await disableRule(aws, rule);
    expect((await describeRule(aws, rule)).state).toBe('DISABLED');
    await enableRule(aws, rule);
  });

  it('are refused in words', async () => {
    const invalid = await refusal(put({ EventPattern: '{"source":"not a list"}' }));
    expect(invalid).toMatchObject({ code: 'invalid-input', field: 'eventPattern' });
    expect(invalid.message).toMatch(/^EventBridge: .*(array|line)/);
    const missing = { ...rule, ruleName: 'missing' };
    for (const work of [
      describeRule(aws, missing),
      enableRule(aws, missing),
      listTargetsByRule(aws, missing),
    ]) {
      expect(await refusal(work)).toMatchObject({ code: 'not-found' });
    }
    await deleteRule(aws, missing);
  });
});

describe('targets', () => {
  it('come back as they were put', async () => {
    const targets = [
      target('path', { inputPath: '$.detail' }),
      target('transformed', {
        inputTransformer: {
          inputPathsMap: { id: '$.detail.id' },
          inputTemplate: '{"id":<id>,"by":"<aws.events.rule-name>"}',
        },
        retryPolicy: { maximumRetryAttempts: 2, maximumEventAgeInSeconds: 120 },
      }),
      target('whole'),
    ];
    await putAll(...targets);
    const listed = await listTargetsByRule(aws, rule);
    expect(listed.toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(targets);
    expect(await listRuleNamesByTarget(aws, { eventBusName: name, targetArn: functionArn })).toEqual([
      'again',
    ]);
  });

  it('are at most five', async () => {
    const more = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => target(id));
    expect(await refusal(putAll(...more))).toMatchObject({ code: 'quota-exceeded' });
  });

  it('keep their rule from being deleted', async () => {
    expect(await refusal(deleteRule(aws, rule))).toMatchObject({ code: 'invalid-input' });
  });

  it('are removed, and those that are not there, too', async () => {
    const Ids = ['path', 'whole', 'never'];
    await removeTargets(aws, { Rule: rule.ruleName, EventBusName: name, Ids });
    expect((await listTargetsByRule(aws, rule)).map(({ id }) => id)).toEqual(['transformed']);
  });
});

describe('TestEventPattern', () => {
  const event = JSON.stringify({
    id: '1',
    account: '123456789012',
    source: SOURCE,
    time: '2026-01-01T00:00:00Z',
    region: 'us-east-1',
    resources: [],
    'detail-type': 'x',
    detail: { n: 3 },
  });
  it.each([
    ['{"detail":{"n":[{"numeric":["<",5]}]}}', true],
    ['{"detail":{"n":[{"numeric":[">",5]}]}}', false],
  ])('%s', async (eventPattern, matches) => {
    expect(await testEventPattern(aws, { eventPattern, event })).toBe(matches);
  });

  it('refuses what is no pattern or no event', async () => {
    const bad = await refusal(testEventPattern(aws, { eventPattern: '{"a":[{"no":1}]}', event }));
    expect(bad).toMatchObject({ code: 'invalid-input', field: 'eventPattern' });
    expect(await refusal(testEventPattern(aws, { eventPattern: '{}', event: '{}' }))).toMatchObject({
      code: 'invalid-input',
    });
  });
});

describe('PutEvents', () => {
  const entry = (detail: string, more: object = {}) => ({
    eventBusName: name,
    source: SOURCE,
    detailType: 'Order',
    detail,
    resources: [],
    time: null,
    traceHeader: null,
    ...more,
  });

  it('answers each entry on its own', async () => {
    const [good, noObject, awsOwn] = await putEvents(aws, [
      entry('{}'),
      entry('[1]'),
      entry('{}', { source: 'aws.mine' }),
    ]);
    expect(good).toMatchObject({ eventId: expect.stringMatching(/^[0-9a-f-]{36}$/), error: null });
    expect(noObject).toMatchObject({
      eventId: null,
      retryable: false,
      error: { code: 'invalid-input', field: 'detail' },
    });
    expect(awsOwn).toMatchObject({ eventId: null, retryable: false, error: { code: 'forbidden' } });
  });

  it('drops an event for an unknown bus without a word', async () => {
    const [result] = await putEvents(aws, [entry('{}', { eventBusName: `${name}-x` })]);
    expect(result).toMatchObject({ error: null });
  });

  it('runs the target with the input it shall have, the event’s ID and the trace', async () => {
    await addPermission(aws, {
      FunctionName: name,
      StatementId: 'again',
      Action: 'lambda:InvokeFunction',
      Principal: 'events.amazonaws.com',
      SourceArn: (await describeRule(aws, rule)).ruleArn,
    });
    await putAll(target('transformed'));
    const root = `1-${Math.floor(Date.now() / 1_000).toString(16)}-${randomUUID().replaceAll('-', '').slice(0, 24)}`;
    const from = new Date(Date.now() - 60_000);
    const seen = async () => {
      const input = { logGroupName: `/aws/lambda/${name}`, startTime: from };
      const events = (await nullWhereAbsent(readLogEvents(aws, input))) ?? [];
      const whole = events.find(({ message }) => message.includes(root) && message.includes('detail-type'));
      return whole?.message ?? null;
    };
    // rule, target and permission take effect a little later, so the event is sent again until one arrives whole
    const sent = new Set<string>();
    let sentAtMs = 0;
    let message: string | null = null;
    await conformance.until(async () => {
      if (Date.now() - sentAtMs > 300) {
        sentAtMs = Date.now();
        const traceHeader = `Root=${root};Parent=53995c3f42cd8ad8;Sampled=0`;
        const [result] = await putEvents(aws, [entry('{"status":"PENDING"}', { traceHeader })]);
        if (result?.eventId) sent.add(result.eventId);
      }
      message = await seen();
      return message !== null;
    });
    const event = JSON.parse(/\{.*\}/.exec(String(message))?.[0] ?? '{}');
    expect(event).toMatchObject({
      source: SOURCE,
      'detail-type': 'Order',
      detail: { status: 'PENDING' },
    });
    expect(sent).toContain(event.id);
    const dimensions = { RuleName: rule.ruleName, EventBusName: name };
    const namespace = 'AWS/Events' as const;
    // CloudWatch is minutes late on AWS
    if (conformance.onAws) return;
    await conformance.until(async () => {
      const [matched, none] = await getMetricSums(
        aws,
        [
          { namespace, metricName: 'MatchedEvents', dimensions },
          { namespace, metricName: 'FailedInvocations', dimensions: { ...dimensions, RuleName: 'missing' } },
        ],
        { from, to: new Date() },
      );
      return (matched ?? 0) > 0 && none === null;
    });
  });
});
