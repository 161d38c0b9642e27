import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { parseInput } from '../../../parse-input.ts';
import { AwsError } from '../../../service.ts';
import { attributesDigest, bodyDigest } from '../message-digest.ts';
import type { ReceivedMessage } from '../message-queue.ts';
import type { MessageAttribute } from '../queue-record.ts';
import { requireQueue, type SqsCall } from '../sqs-call.ts';

const MAX_BODY_BYTES = 1_048_576;
const DEFAULT_VISIBILITY_SECONDS = 30;
const DEFAULT_RETENTION_SECONDS = 345_600;

const zAttribute = z.object({
  DataType: z.string().regex(/^(String|Number|Binary)(\..+)?$/, 'must be String, Number or Binary'),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
const zSeconds = (max: number) => z.number().int().min(0).max(max).optional();
const zSend = z.object({
  QueueUrl: z.string(),
  MessageBody: z.string(),
  DelaySeconds: zSeconds(900),
  MessageAttributes: z.record(z.string().min(1).max(256), zAttribute).default({}),
  MessageSystemAttributes: z.object({ AWSTraceHeader: zAttribute.optional() }).default({}),
});
const zReceive = z.object({
  QueueUrl: z.string(),
  MaxNumberOfMessages: z.number().int().min(1).max(10).default(1),
  VisibilityTimeout: zSeconds(43_200),
  WaitTimeSeconds: zSeconds(20),
  AttributeNames: z.array(z.string()).default([]),
  MessageSystemAttributeNames: z.array(z.string()).default([]),
  MessageAttributeNames: z.array(z.string()).default([]),
});
const zDelete = z.object({ QueueUrl: z.string(), ReceiptHandle: z.string().min(1) });

export function sendMessage(call: SqsCall) {
  const input = parseInput(zSend, call.body, 'InvalidParameterValue');
  const { record, messages } = requireQueue(call, input.QueueUrl);
  if (input.MessageBody === '') {
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (Buffer.byteLength(input.MessageBody) > MAX_BODY_BYTES) {
    throw new AwsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BODY_BYTES} bytes.`,
    );
  }
  const messageId = randomUUID();
  const sentAtMs = call.clock.now();
  const delaySeconds = input.DelaySeconds ?? Number(record.attributes.DelaySeconds ?? 0);
  messages.send({
    messageId,
    body: input.MessageBody,
    attributes: input.MessageAttributes,
    traceHeader: input.MessageSystemAttributes.AWSTraceHeader?.StringValue ?? traceOf(call),
    sentAtMs,
    visibleAtMs: sentAtMs + delaySeconds * 1_000,
  });
  const attributesMd5 = attributesDigest(input.MessageAttributes);
  return {
    MessageId: messageId,
    MD5OfMessageBody: bodyDigest(input.MessageBody),
    ...(attributesMd5 === null ? {} : { MD5OfMessageAttributes: attributesMd5 }),
  };
}

export async function receiveMessage(call: SqsCall) {
  const input = parseInput(zReceive, call.body, 'InvalidParameterValue');
  const { record, messages } = requireQueue(call, input.QueueUrl);
  const setting = (name: string, fallback: number) => Number(record.attributes[name] ?? fallback);
  messages.dropOlderThan(
    call.clock.now() - setting('MessageRetentionPeriod', DEFAULT_RETENTION_SECONDS) * 1_000,
  );
  const gone = new AbortController();
  call.request.response.once('close', () => gone.abort());
  const received = await messages.receive(
    input.MaxNumberOfMessages,
    (input.VisibilityTimeout ?? setting('VisibilityTimeout', DEFAULT_VISIBILITY_SECONDS)) * 1_000,
    (input.WaitTimeSeconds ?? setting('ReceiveMessageWaitTimeSeconds', 0)) * 1_000,
    gone.signal,
  );
  if (received.length === 0) return {};
  const systemNames = [...input.AttributeNames, ...input.MessageSystemAttributeNames];
  return { Messages: received.map((one) => shown(one, systemNames, input.MessageAttributeNames, call)) };
}

export function deleteMessage(call: SqsCall): void {
  const { QueueUrl, ReceiptHandle } = parseInput(zDelete, call.body, 'InvalidParameterValue');
  requireQueue(call, QueueUrl).messages.delete(ReceiptHandle);
}

function shown(received: ReceivedMessage, systemNames: string[], names: string[], call: SqsCall) {
  const { message, receiptHandle, receiveCount, firstReceivedAtMs } = received;
  const system: Record<string, string> = {
    SenderId: call.accountId,
    SentTimestamp: String(message.sentAtMs),
    ApproximateReceiveCount: String(receiveCount),
    ApproximateFirstReceiveTimestamp: String(firstReceivedAtMs),
    ...(message.traceHeader === null ? {} : { AWSTraceHeader: message.traceHeader }),
  };
  const wantedSystem = pick(system, (name) => systemNames.includes('All') || systemNames.includes(name));
  const wanted: Record<string, MessageAttribute> = pick(message.attributes, (name) => asksFor(names, name));
  const attributesMd5 = attributesDigest(wanted);
  return {
    MessageId: message.messageId,
    ReceiptHandle: receiptHandle,
    Body: message.body,
    MD5OfBody: bodyDigest(message.body),
    ...(Object.keys(wantedSystem).length === 0 ? {} : { Attributes: wantedSystem }),
    ...(attributesMd5 === null ? {} : { MessageAttributes: wanted, MD5OfMessageAttributes: attributesMd5 }),
  };
}

/** `All`, `.*`, a name, or the beginning of names as `bar.*`. */
function asksFor(names: string[], name: string): boolean {
  return names.some(
    (asked) =>
      asked === 'All' || asked === name || (asked.endsWith('.*') && name.startsWith(asked.slice(0, -2))),
  );
}

function pick<T>(values: Record<string, T>, wanted: (name: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => wanted(name)));
}

function traceOf(call: SqsCall): string | null {
  const header = call.request.headers['x-amzn-trace-id'];
  return typeof header === 'string' ? header : null;
}
