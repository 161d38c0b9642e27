import http from 'node:http';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestServices, type TestServices } from './testing/start-test-services.ts';

const TARGETS = [
  ...['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'DescribeLogGroups', 'DescribeLogStreams'].map(
    (name) => ({ service: 'logs', target: `Logs_20140328.${name}` }),
  ),
  ...['FilterLogEvents', 'GetLogEvents', 'DeleteLogGroup', '__proto__', 'constructor'].map((name) => ({
    service: 'logs',
    target: `Logs_20140328.${name}`,
  })),
  ...[
    ...['PutResourcePolicy', 'DescribeResourcePolicies', 'DeleteResourcePolicy', 'PutRetentionPolicy'],
    ...['PutDeliverySource', 'PutDeliveryDestination', 'CreateDelivery', 'GetDelivery', 'DescribeDeliveries'],
    ...['DeleteDelivery', 'DeleteDeliverySource', 'DeleteDeliveryDestination'],
  ].map((name) => ({ service: 'logs', target: `Logs_20140328.${name}` })),
  ...[
    ...['CreateEventBus', 'UpdateEventBus', 'DescribeEventBus', 'ListEventBuses', 'DeleteEventBus'],
    ...['PutPermission', 'RemovePermission', 'PutEvents', 'PutRule', 'DescribeRule', 'ListRules'],
    ...['ListRuleNamesByTarget', 'EnableRule', 'DisableRule', 'DeleteRule', 'PutTargets', 'RemoveTargets'],
    ...['ListTargetsByRule', 'TestEventPattern', 'TagResource', 'UntagResource', 'ListTagsForResource'],
  ].map((name) => ({ service: 'events', target: `AWSEvents.${name}` })),
  ...[
    ...['CreateQueue', 'GetQueueUrl', 'ListQueues', 'DeleteQueue', 'PurgeQueue', 'GetQueueAttributes'],
    ...['SetQueueAttributes', 'SendMessage', 'ReceiveMessage', 'DeleteMessage'],
  ].map((name) => ({ service: 'sqs', target: `AmazonSQS.${name}` })),
  { service: 'monitoring', target: 'GraniteServiceVersion20100801.GetMetricData' },
  { service: 'constructor', target: '__proto__' },
];
const MEMBERS = [
  'logGroupName',
  'logGroupIdentifier',
  'logStreamName',
  'logStreamNames',
  'logStreamNamePrefix',
  'logEvents',
  'filterPattern',
  'nextToken',
  'limit',
  'startTime',
  'endTime',
  'orderBy',
  'MetricDataQueries',
  'StartTime',
  'EndTime',
  ...['policyName', 'policyDocument', 'retentionInDays', 'name', 'id', 'resourceArn', 'logType'],
  ...['deliveryDestinationConfiguration', 'deliverySourceName', 'deliveryDestinationArn'],
  ...[
    'Name',
    'EventBusName',
    'EventPattern',
    'Event',
    'State',
    'Tags',
    'ResourceARN',
    'Rule',
    'Targets',
    'Ids',
  ],
  ...['Entries', 'Limit', 'NextToken', 'NamePrefix', 'TargetArn', 'Policy', 'StatementId', 'LogConfig'],
  ...['QueueName', 'QueueUrl', 'Attributes', 'AttributeNames', 'MessageBody', 'MessageAttributes'],
  ...['MaxNumberOfMessages', 'ReceiptHandle'],
  '__proto__',
];

let sandbox: TestServices;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
beforeAll(async () => {
  sandbox = await startTestServices();
});
afterAll(async () => {
  agent.destroy();
  await sandbox.stop();
});

function send(headers: Record<string, string>, body: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.request(sandbox.client.endpoint, { method: 'POST', agent, headers }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode ?? 0));
    });
    request.once('error', reject);
    request.end(body);
  });
}

function headersFor(service: string, target: string, contentType: string): Record<string, string> {
  const scope = `20261123/us-east-1/${service}/aws4_request`;
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=a/${scope}, SignedHeaders=host, Signature=0`,
    'x-amz-target': target,
    'content-type': contentType,
  };
}

const anyValue = fc.oneof(
  fc.constantFrom('g', 's', '/aws/lambda/x', 'arn:aws:logs:us-east-1:0:log-group:g', 'LastEventTime'),
  fc.integer(),
  fc.double(),
  fc.string({ unit: 'binary' }),
  fc.array(fc.record({ timestamp: fc.oneof(fc.constant(Date.now()), fc.integer()), message: fc.string() })),
  fc.array(fc.string()),
  fc.constantFrom('default', 'r', 'q', 'http://127.0.0.1/000000000000/q', '{"source":["a"]}', '{}'),
  fc.constantFrom(
    'arn:aws:events:us-east-1:000000000000:event-bus/default',
    'arn:aws:sqs:us-east-1:000000000000:q',
  ),
  fc.array(
    fc.record(
      {
        ...{ Source: fc.string(), DetailType: fc.string(), Detail: fc.oneof(fc.json(), fc.string()) },
        ...{
          Id: fc.constantFrom('a', 'b'),
          Arn: fc.constantFrom('arn:aws:sqs:us-east-1:000000000000:q', 'x'),
        },
        ...{ Time: fc.double(), Resources: fc.array(fc.string()), InputPath: fc.string(), Input: fc.json() },
        ...{ Key: fc.string(), Value: fc.string() },
      },
      { requiredKeys: [] },
    ),
  ),
  fc.jsonValue(),
);
const anyBody = fc.dictionary(fc.constantFrom(...MEMBERS), anyValue).map((body) => JSON.stringify(body));

it('whatever JSON an operation gets, it answers with success or the caller’s error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...TARGETS), anyBody, async ({ service, target }, body) => {
      const status = await send(headersFor(service, target, 'application/x-amz-json-1.1'), Buffer.from(body));
      expect([200, 400]).toContain(status);
      expect(sandbox.bugs).toEqual([]);
    }),
    { numRuns: 1_500 },
  );
});

it('whatever bytes arrive, in every protocol, it answers with the caller’s error', async () => {
  const contentTypes = ['application/x-amz-json-1.1', 'application/x-www-form-urlencoded', 'text/plain'];
  const services = ['logs', 'sts', 'monitoring', 'events', 'sqs', 'lambda', 's3'];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...services),
      fc.constantFrom(...TARGETS),
      fc.constantFrom(...contentTypes),
      fc.uint8Array({ maxLength: 200 }),
      async (service, { target }, contentType, bytes) => {
        const status = await send(headersFor(service, target, contentType), Buffer.from(bytes));
        // DescribeLogGroups and the like are content with an empty body
        expect(status >= 400 && status < 500 ? 400 : status).toBeOneOf([200, 400]);
        expect(sandbox.bugs).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

it('a form with hostile names stays a form', async () => {
  const form =
    'Action=GetMetricData&__proto__.x=1&constructor.prototype.y=2&MetricDataQueries.member.__proto__.Id=a';
  const headers = headersFor('monitoring', '', 'application/x-www-form-urlencoded');
  expect(await send(headers, Buffer.from(form))).toBe(400);
  expect(await send(headers, Buffer.from('a=1&'.repeat(6_000)))).toBe(400);
  expect(await send(headers, Buffer.from(`Action=GetMetricData&${'a.'.repeat(50_000)}b=1`))).toBe(400);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
  expect(sandbox.bugs).toEqual([]);
});
