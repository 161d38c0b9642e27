import { randomUUID } from 'node:crypto';
import { CreateLogGroupCommand, PutResourcePolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { UpdateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { describeDeliveries } from '../../aws/describe-deliveries.ts';
import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { describeLogGroups } from '../../aws/describe-log-groups.ts';
import { describeResourcePolicies } from '../../aws/describe-resource-policies.ts';
import { listRules } from '../../aws/list-rules.ts';
import type { WatchBusInput } from '../../contract/event.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { listEventBuses } from '../list-event-buses.ts';
import { executePlan } from '../plan/execute-plan.ts';
import { findPlan } from '../plan/find-plan.ts';
import { undoPlan } from '../plan/undo-plan.ts';
import { publishEventsAndWait } from '../publish/publish-events.ts';
import { busInAws } from '../testing/rule-in-aws.ts';
import { planWatchBus } from './plan-watch-bus.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
});
afterEach(() => test.fault());
afterAll(() => test.stop());

const calls = (plan: Awaited<ReturnType<typeof planWatchBus>>) =>
  plan.calls.map(({ operation }) => operation);

async function carriedOut(input: WatchBusInput) {
  const plan = await planWatchBus(test.runtime, input);
  await executePlan(test.runtime, { planId: plan.planId, fingerprint: plan.fingerprint });
  await settled(plan.planId, 'done');
  return plan;
}

const settled = (planId: string, wanted: string) =>
  until(async () => {
    const { status, body } = await findPlan(test.runtime, planId);
    if (status === 'failed') throw new Error(JSON.stringify(body.steps));
    return status === wanted;
  });

async function published(eventBusName: string): Promise<string> {
  const entry = { source: 'shop', detailType: 'Order', detail: '{"n":1.50}', resources: [], time: null };
  const { entries } = await publishEventsAndWait(test.runtime, {
    operationId: randomUUID(),
    entries: [{ eventBusName, ...entry }],
    hopId: null,
  });
  return entries?.[0]?.eventId ?? '';
}

const seen = (eventId: string) =>
  until(async () => {
    const event = await test.runtime.store.events.find(eventId);
    return event !== null && event.seenAt !== null && event;
  });

const watchedRow = async (eventBusName: string) =>
  (await test.runtime.store.events.watchedBuses()).find((row) => row.eventBusName === eventBusName);

describe('planWatchBus', () => {
  it('makes a rule that shows every event, and takes exactly that away again', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'shop.eu');
    const plan = await carriedOut({ eventBusName: 'shop.eu', watched: true, method: 'rule' });
    expect(calls(plan)).toEqual([
      'CreateLogGroup',
      'PutRetentionPolicy',
      'PutResourcePolicy',
      'PutRule',
      'PutTargets',
    ]);
    const row = await watchedRow('shop.eu');
    expect(row).toMatchObject({ method: 'rule', logGroupName: '/aws/events/reprise/shop.eu' });
    expect((await listRules(aws, 'shop.eu')).map(({ ruleName }) => ruleName)).toEqual([row?.ruleName]);
    const buses = await listEventBuses(test.runtime);
    expect(buses[0]?.eventBusName).toBe('default');
    expect(buses.find((bus) => bus.eventBusName === 'shop.eu')?.watched).toMatchObject({ method: 'rule' });
    const event = await seen(await published('shop.eu'));
    expect(event).toMatchObject({ status: 'published', source: 'shop', detail: '{"n":1.50}' });

    const unwatch = await carriedOut({ eventBusName: 'shop.eu', watched: false, method: 'rule' });
    expect(calls(unwatch)).toEqual(['RemoveTargets', 'DeleteRule', 'DeleteResourcePolicy']);
    expect(unwatch.warnings[0]).toContain('/aws/events/reprise/shop.eu stays');
    expect(await watchedRow('shop.eu')).toBeUndefined();
    expect(await listRules(aws, 'shop.eu')).toEqual([]);
    expect(await describeResourcePolicies(aws)).toEqual([]);
    expect(await describeLogGroups(aws, '/aws/events/reprise/shop.eu')).toHaveLength(1);
  });

  it('undoes watching, and plans it no second time', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'undone');
    const plan = await carriedOut({ eventBusName: 'undone', watched: true, method: 'rule' });
    await expect(
      planWatchBus(test.runtime, { eventBusName: 'undone', watched: true, method: 'rule' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await expect(
      planWatchBus(test.runtime, { eventBusName: 'undone', watched: true, method: 'bus-logging' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('watched already') });
    await undoPlan(test.runtime, { planId: plan.planId });
    await settled(plan.planId, 'undone');
    expect(await watchedRow('undone')).toBeUndefined();
    expect(await listRules(aws, 'undone')).toEqual([]);
    expect(await describeLogGroups(aws, '/aws/events/reprise/undone')).toEqual([]);
    await expect(
      planWatchBus(test.runtime, { eventBusName: 'undone', watched: false, method: 'rule' }),
    ).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves a log group and a policy that are there as they are', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'prepared');
    await aws.logs.send(new CreateLogGroupCommand({ logGroupName: '/aws/events/reprise/prepared' }));
    await aws.logs.send(
      new PutResourcePolicyCommand({ policyName: 'by-hand', policyDocument: policyOver('/aws/events/*:*') }),
    );
    const plan = await carriedOut({ eventBusName: 'prepared', watched: true, method: 'rule' });
    expect(calls(plan)).toEqual(['PutRule', 'PutTargets']);
    const unwatch = await carriedOut({ eventBusName: 'prepared', watched: false, method: 'rule' });
    expect(calls(unwatch)).toEqual(['RemoveTargets', 'DeleteRule']);
    expect((await describeResourcePolicies(aws)).map(({ policyName }) => policyName)).toEqual(['by-hand']);
  });

  it('uses the bus’s own logging, which says of each event what became of it', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'logged');
    const plan = await carriedOut({ eventBusName: 'logged', watched: true, method: 'bus-logging' });
    expect(calls(plan)).toEqual([
      'CreateLogGroup',
      'PutRetentionPolicy',
      'UpdateEventBus',
      'PutDeliveryDestination',
      'PutDeliverySource',
      'CreateDelivery',
      'PutDeliverySource',
      'CreateDelivery',
    ]);
    expect(await watchedRow('logged')).toMatchObject({ method: 'bus-logging', ruleName: null });
    const event = await seen(await published('logged'));
    const messageTypes = () =>
      test.runtime.store.events
        .find(event.eventId ?? '')
        .then((row) => row?.deliveries.map(({ messageType }) => messageType) ?? []);
    await until(async () => (await messageTypes()).includes('NO_STANDARD_RULES_MATCHED'));
    const unwatch = await carriedOut({ eventBusName: 'logged', watched: false, method: 'rule' });
    expect(calls(unwatch)).toEqual([
      'DeleteDelivery',
      'DeleteDelivery',
      'DeleteDeliverySource',
      'DeleteDeliverySource',
      'DeleteDeliveryDestination',
      'UpdateEventBus',
    ]);
    expect(await describeDeliveries(aws)).toEqual([]);
    expect((await describeEventBus(aws, 'logged')).logConfig).toEqual({
      level: 'OFF',
      includeDetail: 'NONE',
    });
  });

  it('takes the other way where the account does not allow the first, and says why', async () => {
    const { aws } = test.runtime;
    await busInAws(aws, 'full');
    const names = (await describeResourcePolicies(aws)).map(({ policyName }) => policyName);
    for (let number = names.length; number < 10; number += 1) {
      await aws.logs.send(
        new PutResourcePolicyCommand({
          policyName: `other-${number}`,
          policyDocument: policyOver('/other:*'),
        }),
      );
    }
    if (names.includes('by-hand')) {
      await aws.logs.send(
        new PutResourcePolicyCommand({ policyName: 'by-hand', policyDocument: policyOver('/other:*') }),
      );
    }
    const plan = await planWatchBus(test.runtime, { eventBusName: 'full', watched: true, method: 'rule' });
    expect(calls(plan)).toContain('CreateDelivery');
    expect(plan.warnings[0]).toBe(
      'CloudWatch Logs has 10 resource policies, its limit, and none lets EventBridge write to /aws/events/reprise/full. So the bus’s own logging is used instead of a rule that writes every event to a log group.',
    );
    await aws.events.send(
      new UpdateEventBusCommand({ Name: 'full', LogConfig: { Level: 'ERROR', IncludeDetail: 'NONE' } }),
    );
    await expect(
      planWatchBus(test.runtime, { eventBusName: 'full', watched: true, method: 'rule' }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^Bus full cannot be watched\. .*limit.* set the own logging of bus full to ERROR/,
      ),
    });
  });

  it('says not-found for an unknown bus', async () => {
    await expect(
      planWatchBus(test.runtime, { eventBusName: 'none', watched: true, method: 'rule' }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

function policyOver(resource: string): string {
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `arn:aws:logs:us-east-1:000000000000:log-group:${resource}`,
      },
    ],
  });
}
