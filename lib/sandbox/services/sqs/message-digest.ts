import { createHash } from 'node:crypto';
import type { MessageAttribute } from './queue-record.ts';

export function bodyDigest(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

/**
 * The MD5 that SQS answers for message attributes; null where there are none.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html
 */
export function attributesDigest(attributes: Record<string, MessageAttribute>): string | null {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) return null;
  const hash = createHash('md5');
  const add = (bytes: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    hash.update(length).update(bytes);
  };
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name] ?? {};
    const binary = DataType.startsWith('Binary');
    add(Buffer.from(name));
    add(Buffer.from(DataType));
    hash.update(Buffer.from([binary ? 2 : 1]));
    add(binary ? Buffer.from(BinaryValue ?? '', 'base64') : Buffer.from(StringValue ?? ''));
  }
  return hash.digest('hex');
}
