import { z } from 'zod';
import { readPageToken, writePageToken } from '../../../page-token.ts';
import { parseInput } from '../../../parse-input.ts';
import { AwsError } from '../../../service.ts';
import { noSuchQueue, queueUrlOf, requireQueue, type SqsCall } from '../sqs-call.ts';

const NAME = /^[a-zA-Z0-9_-]{1,80}$/;
const DEFAULTS: Record<string, string> = {
  VisibilityTimeout: '30',
  MaximumMessageSize: '1048576',
  MessageRetentionPeriod: '345600',
  DelaySeconds: '0',
  ReceiveMessageWaitTimeSeconds: '0',
  SqsManagedSseEnabled: 'true',
};
/** Limits of https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html */
const LIMITS: Record<string, [min: number, max: number]> = {
  VisibilityTimeout: [0, 43_200],
  MaximumMessageSize: [1_024, 1_048_576],
  MessageRetentionPeriod: [60, 1_209_600],
  DelaySeconds: [0, 900],
  ReceiveMessageWaitTimeSeconds: [0, 20],
};
const DOCUMENTS = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy'];
const SETTABLE = new Set([...Object.keys(DEFAULTS), ...DOCUMENTS]);

const zAttributes = z.record(z.string(), z.string());
const zName = z.object({ QueueName: z.string(), QueueOwnerAWSAccountId: z.string().optional() });
const zCreate = z.object({ QueueName: z.string(), Attributes: zAttributes.default({}) });
const zUrl = z.object({ QueueUrl: z.string() });
const zGet = z.object({ QueueUrl: z.string(), AttributeNames: z.array(z.string()).default([]) });
const zSet = z.object({ QueueUrl: z.string(), Attributes: zAttributes });
const zList = z.object({
  QueueNamePrefix: z.string().default(''),
  MaxResults: z.number().int().min(1).max(1_000).default(1_000),
  NextToken: z.string().min(1).optional(),
});

/** CreateQueue; the same queue again answers its URL, another of its name is refused. */
export function createQueue(call: SqsCall) {
  const { QueueName, Attributes } = parseInput(zCreate, call.body, 'InvalidParameterValue');
  if (QueueName.endsWith('.fifo') || Attributes.FifoQueue !== undefined) {
    throw new AwsError('InvalidAttributeName', 'The sandbox has standard queues only, no FIFO queues.');
  }
  if (!NAME.test(QueueName)) {
    throw new AwsError(
      'InvalidParameterValue',
      'Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length.',
    );
  }
  const attributes = readAttributes(Attributes);
  const existing = call.store.find(call.request.region, QueueName);
  if (existing === undefined) call.store.create(call.request.region, QueueName, attributes);
  else {
    const now = { ...DEFAULTS, ...existing.record.attributes };
    const other = Object.keys(attributes).find((name) => attributes[name] !== now[name]);
    if (other !== undefined) {
      throw new AwsError(
        'QueueNameExists',
        `A queue already exists with the same name and a different value for attribute ${other}`,
      );
    }
  }
  return { QueueUrl: queueUrlOf(call, QueueName) };
}

export function getQueueUrl(call: SqsCall) {
  const { QueueName } = parseInput(zName, call.body, 'InvalidParameterValue');
  if (call.store.find(call.request.region, QueueName) === undefined) throw noSuchQueue();
  return { QueueUrl: queueUrlOf(call, QueueName) };
}

export function listQueues(call: SqsCall) {
  const { QueueNamePrefix, MaxResults, NextToken } = parseInput(zList, call.body, 'InvalidParameterValue');
  const now = call.clock.now();
  const after = NextToken === undefined ? '' : String(readPageToken(NextToken, QueueNamePrefix, now));
  const found = call.store
    .list(call.request.region)
    .filter(({ name }) => name.startsWith(QueueNamePrefix) && name > after);
  const page = found.slice(0, MaxResults);
  return {
    QueueUrls: page.map(({ name }) => queueUrlOf(call, name)),
    ...(found.length > page.length
      ? { NextToken: writePageToken(QueueNamePrefix, page.at(-1)?.name, now) }
      : {}),
  };
}

export function deleteQueue(call: SqsCall): void {
  call.store.delete(requireQueue(call, parseInput(zUrl, call.body, 'InvalidParameterValue').QueueUrl));
}

export function purgeQueue(call: SqsCall): void {
  requireQueue(call, parseInput(zUrl, call.body, 'InvalidParameterValue').QueueUrl).messages.purge();
}

export function getQueueAttributes(call: SqsCall) {
  const { QueueUrl, AttributeNames } = parseInput(zGet, call.body, 'InvalidParameterValue');
  const { record, messages } = requireQueue(call, QueueUrl);
  const counts = messages.counts();
  const all: Record<string, string> = {
    ...DEFAULTS,
    ...record.attributes,
    QueueArn: record.arn,
    ApproximateNumberOfMessages: String(counts.visible),
    ApproximateNumberOfMessagesNotVisible: String(counts.notVisible),
    ApproximateNumberOfMessagesDelayed: String(counts.delayed),
    CreatedTimestamp: String(Math.floor(record.createdAtMs / 1_000)),
    LastModifiedTimestamp: String(Math.floor(record.lastModifiedAtMs / 1_000)),
  };
  const unknown = AttributeNames.find(
    (name) => name !== 'All' && !Object.hasOwn(all, name) && !SETTABLE.has(name),
  );
  if (unknown !== undefined) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${unknown}.`);
  const shown = AttributeNames.includes('All')
    ? all
    : Object.fromEntries(Object.entries(all).filter(([name]) => AttributeNames.includes(name)));
  return Object.keys(shown).length === 0 ? {} : { Attributes: shown };
}

export function setQueueAttributes(call: SqsCall): void {
  const { QueueUrl, Attributes } = parseInput(zSet, call.body, 'InvalidParameterValue');
  const queue = requireQueue(call, QueueUrl);
  call.store.update(queue, withoutEmpty({ ...queue.record.attributes, ...readAttributes(Attributes) }));
}

function readAttributes(given: Record<string, string>): Record<string, string> {
  for (const [name, value] of Object.entries(given)) {
    if (!SETTABLE.has(name)) throw new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
    const limits = Object.hasOwn(LIMITS, name) ? LIMITS[name] : undefined;
    const wrong =
      limits === undefined
        ? DOCUMENTS.includes(name) && value !== '' && !isJsonObject(value)
        : !/^\d{1,9}$/.test(value) || Number(value) < limits[0] || Number(value) > limits[1];
    if (wrong) throw new AwsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
  }
  return given;
}

/** An empty document takes the attribute away. */
function withoutEmpty(attributes: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== ''));
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
