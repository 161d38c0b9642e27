import {
  CreateDeliveryCommand,
  CreateLogGroupCommand,
  DeleteDeliveryCommand,
  DeleteDeliveryDestinationCommand,
  DeleteDeliverySourceCommand,
  DeleteResourcePolicyCommand,
  DescribeDeliveriesCommand,
  DescribeLogGroupsCommand,
  DescribeResourcePoliciesCommand,
  GetDeliveryCommand,
  PutDeliveryDestinationCommand,
  PutDeliverySourceCommand,
  PutResourcePolicyCommand,
  PutRetentionPolicyCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateEventBusCommand, UpdateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../../../testing/until.ts';
import { startTestEvents, type TestEvents } from './testing/start-test-events.ts';

const GROUP = '/aws/vendedlogs/events/event-bus/orders';
const BUS_ARN = 'arn:aws:events:us-east-1:000000000000:event-bus/orders';

let sandbox: TestEvents;
const deliveryIds: string[] = [];
beforeAll(async () => {
  sandbox = await startTestEvents();
  const { events, logs } = sandbox.clients;
  await events.send(new CreateEventBusCommand({ Name: 'orders', LogConfig: { Level: 'TRACE' } }));
  await logs.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
  const made = await logs.send(
    new PutDeliveryDestinationCommand({
      name: 'orders-log',
      deliveryDestinationConfiguration: {
        destinationResourceArn: `arn:aws:logs:us-east-1:000000000000:log-group:${GROUP}`,
      },
    }),
  );
  for (const level of ['ERROR', 'INFO', 'TRACE']) {
    const name = `orders-${level}`;
    await logs.send(new PutDeliverySourceCommand({ name, resourceArn: BUS_ARN, logType: `${level}_LOGS` }));
    const created = await logs.send(
      new CreateDeliveryCommand({
        deliverySourceName: name,
        deliveryDestinationArn: made.deliveryDestination?.arn ?? '',
      }),
    );
    deliveryIds.push(created.delivery?.id ?? '');
  }
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

async function records(eventId: string, last: string) {
  return until(async () => {
    const lines = (await sandbox.messages(GROUP)).map((line) => JSON.parse(line) as Record<string, unknown>);
    const found = lines.filter((line) => line.event_id === eventId);
    return found.some((line) => line.message_type === last) ? found : null;
  });
}

test('the log tells the way of an event to its function', async () => {
  await sandbox.createFunction('logged');
  await sandbox.permit('logged');
  await sandbox.rule('log', 'logged', [{ Id: 'one', Arn: sandbox.arnOf('logged') }], 'orders');
  const eventId = await sandbox.publish({ Source: 'logged', EventBusName: 'orders' });
  const found = await records(eventId, 'INVOCATION_SUCCESS');
  expect(found.map((record) => [record.message_type, record.log_level])).toEqual([
    ['EVENT_INGEST_SUCCESS', 'INFO'],
    ['RULE_MATCH', 'INFO'],
    ['INVOCATION_ATTEMPT_START', 'TRACE'],
    ['INVOCATION_ATTEMPT_SUCCESS', 'TRACE'],
    ['INVOCATION_SUCCESS', 'INFO'],
  ]);
  const match = found[1];
  expect(match).toMatchObject({
    resource_arn: BUS_ARN,
    request_id: expect.any(String),
    message_timestamp_ms: expect.any(Number),
    details: {
      rule_arn: 'arn:aws:events:us-east-1:000000000000:rule/orders/log',
      target_arns: [sandbox.arnOf('logged')],
      invocation_ids: [found[2]?.invocation_id],
    },
  });
});

test('it tells that nothing matched, and shows the event where it may', async () => {
  await sandbox.clients.events.send(
    new UpdateEventBusCommand({ Name: 'orders', LogConfig: { Level: 'INFO', IncludeDetail: 'FULL' } }),
  );
  const eventId = await sandbox.publish({ Source: 'unheard', EventBusName: 'orders', Detail: '{"n": 1.0}' });
  const [ingested] = await records(eventId, 'NO_STANDARD_RULES_MATCHED');
  expect(ingested).toMatchObject({
    message_type: 'EVENT_INGEST_SUCCESS',
    details: {
      source: 'unheard',
      detail_type: 'T',
      caller_account_id: '000000000000',
      event_detail: '{"n": 1.0}',
    },
  });
});

test('it tells why a delivery failed, and no more than its level asks for', async () => {
  await sandbox.rule('lost', 'lost', [{ Id: 'one', Arn: sandbox.arnOf('nowhere') }], 'orders');
  await sandbox.clients.events.send(
    new UpdateEventBusCommand({ Name: 'orders', LogConfig: { Level: 'ERROR' } }),
  );
  const eventId = await sandbox.publish({ Source: 'lost', EventBusName: 'orders' });
  const found = await records(eventId, 'INVOCATION_FAILURE');
  expect(found.map((record) => record.message_type)).toEqual([
    'INVOCATION_ATTEMPT_PERMANENT_FAILURE',
    'INVOCATION_FAILURE',
  ]);
  expect(found[1]).toMatchObject({
    details: {
      final_invocation_status: 'NO_RESOURCE',
      target_arn: sandbox.arnOf('nowhere'),
      total_attempts: 1,
    },
    error: { error_message: expect.stringContaining('Function not found'), aws_service: 'lambda' },
  });
});

test('deliveries survive a restart, and end when they are deleted', async () => {
  await sandbox.restart();
  const { logs } = sandbox.clients;
  const [id = ''] = deliveryIds;
  expect((await logs.send(new GetDeliveryCommand({ id }))).delivery).toMatchObject({
    id,
    deliverySourceName: 'orders-ERROR',
    deliveryDestinationType: 'CWL',
  });
  expect((await logs.send(new DescribeDeliveriesCommand({}))).deliveries).toHaveLength(3);
  await expect(logs.send(new DeleteDeliverySourceCommand({ name: 'orders-ERROR' }))).rejects.toMatchObject({
    name: 'ConflictException',
  });
  for (const one of deliveryIds) await logs.send(new DeleteDeliveryCommand({ id: one }));
  await expect(logs.send(new GetDeliveryCommand({ id }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  await logs.send(new DeleteDeliverySourceCommand({ name: 'orders-ERROR' }));
  await logs.send(new DeleteDeliveryDestinationCommand({ name: 'orders-log' }));
});

test('resource policies and retention are kept over a restart', async () => {
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await sandbox.clients.logs.send(new PutResourcePolicyCommand({ policyName: 'kept', policyDocument }));
  await sandbox.clients.logs.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 7 }));
  await expect(
    sandbox.clients.logs.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 8 })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await sandbox.restart();
  const { logs } = sandbox.clients;
  const { resourcePolicies } = await logs.send(new DescribeResourcePoliciesCommand({}));
  expect(resourcePolicies).toMatchObject([{ policyName: 'kept', policyDocument }]);
  const { logGroups } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: GROUP }));
  expect(logGroups?.[0]?.retentionInDays).toBe(7);
  await logs.send(new DeleteResourcePolicyCommand({ policyName: 'kept' }));
  await expect(logs.send(new DeleteResourcePolicyCommand({ policyName: 'kept' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
});
