import type { IncomingMessage } from 'node:http';
import { AwsError } from './service.ts';

/** The whole body; throws 413 as soon as it is known to exceed `maxBytes`, and 400 when the caller went away. */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = () =>
    new AwsError('RequestEntityTooLargeException', `Request body exceeds ${maxBytes} bytes`, 413);
  if (Number(message.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= maxBytes) chunks.push(chunk);
      else {
        message.pause();
        reject(tooLarge());
      }
    });
    message.once('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
    );
    message.once('error', reject);
    message.once('close', () => reject(new AwsError('RequestAborted', 'The caller went away.', 400)));
  });
}
