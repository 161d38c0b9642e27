import { randomUUID } from 'node:crypto';
import { CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogGroup } from '../../aws/create-log-group.ts';
import { describeDeliveries } from '../../aws/describe-deliveries.ts';
import { describeEventBus } from '../../aws/describe-event-bus.ts';
import { describeLogGroups } from '../../aws/describe-log-groups.ts';
import { describeResourcePolicies } from '../../aws/describe-resource-policies.ts';
import { getDeliveryDestination } from '../../aws/get-delivery-destination.ts';
import { getDeliverySource } from '../../aws/get-delivery-source.ts';
import { getFunctionConcurrency } from '../../aws/get-function-concurrency.ts';
import { getFunctionConfiguration } from '../../aws/get-function-configuration.ts';
import { getFunctionEventInvokeConfig } from '../../aws/get-function-event-invoke-config.ts';
import { getQueueAttributes } from '../../aws/get-queue-attributes.ts';
import { putFunctionEventInvokeConfig } from '../../aws/put-function-event-invoke-config.ts';
import type { Plan } from '../../contract/plan.ts';
import { startTestRuntime, type TestRuntime } from '../../testing/start-test-runtime.ts';
import { until } from '../../testing/until.ts';
import { executePlan } from './execute-plan.ts';
import { findPlan } from './find-plan.ts';
import { busLoggingInput } from './operations/update-event-bus-operation.ts';
import { type PlanProposal, proposePlan } from './propose-plan.ts';
import { undoPlan } from './undo-plan.ts';

let test: TestRuntime;
beforeAll(async () => {
  test = await startTestRuntime();
  for (const name of ['plain', 'next']) {
    await test.createFunction(name, 'export const handler = async () => 1;');
    await until(async () => (await getFunctionConfiguration(test.runtime.aws, name)).state === 'Active');
  }
});
afterAll(() => test.stop());

const aws = () => test.runtime.aws;
const FUNCTION = 'arn:aws:lambda:us-east-1:000000000000:function:next';
const unique = (name: string) => `${name}-${randomUUID().slice(0, 8)}`;
const settled = (planId: string, status: Plan['status']) =>
  until(async () => (await findPlan(test.runtime, planId)).status === status);

/** Runs the calls, compares what `look` sees with `expected`, takes them back and compares with what it saw before. */
async function thereAndBack(
  calls: PlanProposal['calls'],
  look: () => Promise<unknown>,
  expected: unknown,
): Promise<void> {
  const before = await look();
  const plan = await proposePlan(test.runtime, {
    title: 'There and back',
    resourceArn: 'arn:aws:x',
    warnings: [],
    calls,
  });
  expect(plan.calls).toHaveLength(calls.length);
  await executePlan(test.runtime, plan);
  await settled(plan.planId, 'done');
  expect(await look()).toEqual(expected);
  await undoPlan(test.runtime, plan);
  await settled(plan.planId, 'undone');
  expect(await look()).toEqual(before);
}
async function run(calls: PlanProposal['calls']): Promise<void> {
  const plan = await proposePlan(test.runtime, {
    title: 'Run',
    resourceArn: 'arn:aws:x',
    warnings: [],
    calls,
  });
  await executePlan(test.runtime, plan);
  await settled(plan.planId, 'done');
}

const eventInvoke = () => getFunctionEventInvokeConfig(aws(), { functionName: 'plain' });

it('sets and restores an event-invoke configuration that was not there', async () => {
  await thereAndBack(
    [
      {
        operation: 'PutFunctionEventInvokeConfig',
        input: {
          FunctionName: 'plain',
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnSuccess: { Destination: FUNCTION } },
        },
      },
    ],
    eventInvoke,
    expect.objectContaining({ maximumRetryAttempts: 0, onSuccessArn: FUNCTION, onFailureArn: null }),
  );
});

it('restores an event-invoke configuration as it was', async () => {
  await putFunctionEventInvokeConfig(aws(), {
    FunctionName: 'plain',
    MaximumRetryAttempts: 1,
    MaximumEventAgeInSeconds: 300,
    DestinationConfig: { OnFailure: { Destination: FUNCTION } },
  });
  const input = { FunctionName: 'plain' };
  await thereAndBack([{ operation: 'DeleteFunctionEventInvokeConfig', input }], eventInvoke, null);
  await thereAndBack(
    [{ operation: 'PutFunctionEventInvokeConfig', input: { ...input, MaximumRetryAttempts: 2 } }],
    eventInvoke,
    expect.objectContaining({ maximumRetryAttempts: 2, onFailureArn: null }),
  );
  await run([{ operation: 'DeleteFunctionEventInvokeConfig', input }]);
});

it('reserves and frees concurrency', async () => {
  const look = () => getFunctionConcurrency(aws(), 'plain');
  const input = { FunctionName: 'plain' };
  const put = (count: number) => ({
    operation: 'PutFunctionConcurrency',
    input: { ...input, ReservedConcurrentExecutions: count },
  });
  await thereAndBack([put(0)], look, 0);
  await run([put(5)]);
  await thereAndBack([put(0)], look, 0);
  await thereAndBack([{ operation: 'DeleteFunctionConcurrency', input }], look, null);
});

it('makes a log group with a retention and a policy that lets EventBridge write to it', async () => {
  const logGroupName = `/aws/events/${unique('all')}`;
  const policyName = unique('reprise');
  const policyDocument = (account: string) =>
    JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: account }] });
  const look = async () => ({
    groups: await describeLogGroups(aws(), logGroupName),
    policy: (await describeResourcePolicies(aws())).find((one) => one.policyName === policyName) ?? null,
  });
  const putPolicy = (account: string) => ({
    operation: 'PutResourcePolicy',
    input: { policyName, policyDocument: policyDocument(account) },
  });
  const calls = [
    { operation: 'CreateLogGroup', input: { logGroupName } },
    { operation: 'PutRetentionPolicy', input: { logGroupName, retentionInDays: 7 } },
    putPolicy('one'),
  ];
  await thereAndBack(calls, look, {
    groups: [expect.objectContaining({ logGroupName, retentionInDays: 7 })],
    policy: { policyName, policyDocument: policyDocument('one') },
  });
  await run(calls);
  await thereAndBack(
    [putPolicy('two'), { operation: 'PutRetentionPolicy', input: { logGroupName, retentionInDays: 30 } }],
    look,
    {
      groups: [expect.objectContaining({ retentionInDays: 30 })],
      policy: { policyName, policyDocument: policyDocument('two') },
    },
  );
  const removal = [
    { operation: 'DeleteResourcePolicy', input: { policyName } },
    { operation: 'DeleteLogGroup', input: { logGroupName } },
  ];
  await thereAndBack(removal, look, { groups: [], policy: null });
});

it('lets a bus log, with the deliveries that takes', async () => {
  const Name = unique('orders');
  const { EventBusArn = '' } = await aws().events.send(
    new CreateEventBusCommand({ Name, Description: 'of orders' }),
  );
  const logGroupName = `/aws/vendedlogs/${Name}`;
  await createLogGroup(aws(), logGroupName);
  const resource = `arn:aws:logs:us-east-1:000000000000:log-group:${logGroupName}`;
  const destinationArn = `arn:aws:logs:us-east-1:000000000000:delivery-destination:${Name}`;
  const look = async () => ({
    bus: await describeEventBus(aws(), Name),
    source: await getDeliverySource(aws(), Name),
    destination: await getDeliveryDestination(aws(), Name),
    delivery:
      (await describeDeliveries(aws())).find((one) => one.deliverySourceName === Name)
        ?.deliveryDestinationArn ?? null,
  });
  const bus = await describeEventBus(aws(), Name);
  const calls = [
    {
      operation: 'PutDeliverySource',
      input: { name: Name, resourceArn: EventBusArn, logType: 'TRACE_LOGS' },
    },
    {
      operation: 'PutDeliveryDestination',
      input: { name: Name, deliveryDestinationConfiguration: { destinationResourceArn: resource } },
    },
    {
      operation: 'CreateDelivery',
      input: { deliverySourceName: Name, deliveryDestinationArn: destinationArn },
    },
    { operation: 'UpdateEventBus', input: busLoggingInput(bus, { level: 'TRACE', includeDetail: 'FULL' }) },
  ];
  await thereAndBack(calls, look, {
    bus: { ...bus, logConfig: { level: 'TRACE', includeDetail: 'FULL' } },
    source: { resourceArn: EventBusArn, logType: 'TRACE_LOGS' },
    destination: { deliveryDestinationArn: destinationArn, destinationResourceArn: resource },
    delivery: destinationArn,
  });
  await run(calls);
  const [delivery] = await describeDeliveries(aws());
  await thereAndBack(
    [
      { operation: 'UpdateEventBus', input: busLoggingInput(bus, bus.logConfig) },
      { operation: 'DeleteDelivery', input: { id: delivery?.deliveryId ?? '' } },
      { operation: 'DeleteDeliverySource', input: { name: Name } },
      { operation: 'DeleteDeliveryDestination', input: { name: Name } },
    ],
    look,
    { bus, source: null, destination: null, delivery: null },
  );
});

it('lets a queue take dead letters', async () => {
  const { QueueUrl = '' } = await aws().sqs.send(new CreateQueueCommand({ QueueName: unique('dead') }));
  const policy = (name: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Sid: name, Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
    });
  const look = async () => (await getQueueAttributes(aws(), QueueUrl)).policy;
  const call = (name: string) => ({
    operation: 'SetQueueAttributes',
    input: { QueueUrl, Attributes: { Policy: policy(name) } },
  });
  await thereAndBack([call('one')], look, policy('one'));
  await run([call('one')]);
  await thereAndBack([call('two')], look, policy('two'));
});
