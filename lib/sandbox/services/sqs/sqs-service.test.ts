import {
  CreateQueueCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  type ReceiveMessageCommandInput,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestEvents, type TestEvents } from '../events/testing/start-test-events.ts';

let sandbox: TestEvents;
beforeAll(async () => {
  sandbox = await startTestEvents();
});
afterAll(async () => {
  await sandbox.stop();
  expect(sandbox.bugs).toEqual([]);
});

const sqs = () => sandbox.clients.sqs;
const create = async (QueueName: string, Attributes?: Record<string, string>) =>
  (await sqs().send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl ?? '';
const send = (QueueUrl: string, MessageBody: string) =>
  sqs().send(new SendMessageCommand({ QueueUrl, MessageBody }));
const receive = async (QueueUrl: string, input: Partial<ReceiveMessageCommandInput> = {}) =>
  (await sqs().send(new ReceiveMessageCommand({ QueueUrl, ...input }))).Messages ?? [];
const attributesOf = async (QueueUrl: string) =>
  (await sqs().send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};

test('queues are made, found, listed, changed and deleted', async () => {
  const QueueUrl = await create('jobs', { VisibilityTimeout: '5' });
  expect(QueueUrl).toBe(`${sandbox.endpoint}/000000000000/jobs`);
  expect(await create('jobs', { VisibilityTimeout: '5' })).toBe(QueueUrl);
  await expect(create('jobs', { VisibilityTimeout: '6' })).rejects.toMatchObject({ name: 'QueueNameExists' });
  expect((await sqs().send(new GetQueueUrlCommand({ QueueName: 'jobs' }))).QueueUrl).toBe(QueueUrl);
  await create('jobs-2');
  const first = await sqs().send(new ListQueuesCommand({ QueueNamePrefix: 'jobs', MaxResults: 1 }));
  expect(first.QueueUrls).toEqual([QueueUrl]);
  const { NextToken } = first;
  const second = await sqs().send(
    new ListQueuesCommand({ QueueNamePrefix: 'jobs', MaxResults: 1, NextToken }),
  );
  expect([second.QueueUrls?.length, second.NextToken]).toEqual([1, undefined]);
  expect(await attributesOf(QueueUrl)).toMatchObject({
    QueueArn: 'arn:aws:sqs:us-east-1:000000000000:jobs',
    VisibilityTimeout: '5',
    MessageRetentionPeriod: '345600',
    ApproximateNumberOfMessages: '0',
  });
  const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [] });
  await sqs().send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy } }));
  expect((await attributesOf(QueueUrl)).Policy).toBe(Policy);
  await sqs().send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { Policy: '' } }));
  expect((await attributesOf(QueueUrl)).Policy).toBeUndefined();
  await sqs().send(new DeleteQueueCommand({ QueueUrl }));
  await expect(attributesOf(QueueUrl)).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
    message: 'The specified queue does not exist.',
  });
});

test('a message carries its attributes and trace, and is deleted by its handle', async () => {
  const QueueUrl = await create('letters');
  const trace = 'Root=1-6ac7607b-710d76f009d6e7785905449a';
  await sqs().send(
    new SendMessageCommand({
      QueueUrl,
      MessageBody: 'größer',
      MessageAttributes: {
        ERROR_CODE: { DataType: 'String', StringValue: 'NO_RESOURCE' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([1, 2]) },
      },
      MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: trace } },
    }),
  );
  const [message] = await receive(QueueUrl, {
    MessageAttributeNames: ['ERROR_.*', 'bytes'],
    MessageSystemAttributeNames: ['AWSTraceHeader', 'ApproximateReceiveCount'],
  });
  expect(message?.Body).toBe('größer');
  expect(message?.Attributes).toEqual({ AWSTraceHeader: trace, ApproximateReceiveCount: '1' });
  expect(message?.MessageAttributes?.ERROR_CODE?.StringValue).toBe('NO_RESOURCE');
  expect(message?.MessageAttributes?.bytes?.BinaryValue).toEqual(new Uint8Array([1, 2]));
  expect(await attributesOf(QueueUrl)).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
  });
  await sqs().send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message?.ReceiptHandle ?? '' }));
  expect((await attributesOf(QueueUrl)).ApproximateNumberOfMessagesNotVisible).toBe('0');
});

test('a received message is hidden for its visibility timeout', async () => {
  const QueueUrl = await create('hidden');
  await send(QueueUrl, 'once');
  expect(await receive(QueueUrl, { VisibilityTimeout: 1 })).toHaveLength(1);
  expect(await receive(QueueUrl)).toEqual([]);
  const [again] = await receive(QueueUrl, { WaitTimeSeconds: 5, MessageSystemAttributeNames: ['All'] });
  expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
});

test('a long poll ends with the first message, and up to ten come at once', async () => {
  const QueueUrl = await create('polled');
  const polled = receive(QueueUrl, { WaitTimeSeconds: 20, MaxNumberOfMessages: 10 });
  await send(QueueUrl, 'first');
  expect((await polled).map(({ Body }) => Body)).toEqual(['first']);
  for (let n = 0; n < 12; n += 1) await send(QueueUrl, `${n}`);
  expect(await receive(QueueUrl, { MaxNumberOfMessages: 10 })).toHaveLength(10);
  await sqs().send(new PurgeQueueCommand({ QueueUrl }));
  expect(await attributesOf(QueueUrl)).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
  });
});

test.each([
  ['a FIFO queue', 'q.fifo', {}, 'InvalidAttributeName'],
  ['a name out of form', 'a b', {}, 'InvalidParameterValue'],
  ['an unknown attribute', 'ok', { Colour: 'red' }, 'InvalidAttributeName'],
  ['a value out of limits', 'ok', { VisibilityTimeout: '43201' }, 'InvalidAttributeValue'],
  ['a policy that is no JSON', 'ok', { Policy: 'x' }, 'InvalidAttributeValue'],
] as const)('%s is refused', async (_words, name, attributes, code) => {
  await expect(create(name, attributes)).rejects.toMatchObject({ name: code });
});

test.each([
  ['throttle', 'RequestThrottled'],
  ['access-denied', 'AccessDeniedException'],
] as const)('an injected %s', async (kind, name) => {
  await sandbox.fault({ kind, operation: 'CreateQueue', count: 1, probability: 1 });
  await expect(create('faulty')).rejects.toMatchObject({ name });
});
