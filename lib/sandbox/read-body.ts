import type { IncomingMessage } from 'node:http';
import { AwsError } from './service.ts';

/** The whole body; throws 413 as soon as it is known to exceed `maxBytes`, and 400 when the caller went away. */
export function readBody(message: IncomingMessage, maxBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const refuse = () => {
      // the rest is read and dropped, or the caller would not see the answer
      message.removeListener('data', keep);
      message.resume();
      reject(new AwsError('RequestEntityTooLargeException', `Request body exceeds ${maxBytes} bytes`, 413));
    };
    const keep = (chunk: Buffer) => {
      size += chunk.length;
      if (size > maxBytes) refuse();
      else chunks.push(chunk);
    };
    if (Number(message.headers['content-length'] ?? 0) > maxBytes) return refuse();
    message.on('data', keep);
    message.once('end', () =>
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size)),
    );
    const gone = () => {
      if (!message.complete) reject(new AwsError('RequestAborted', 'The caller went away.', 400));
    };
    message.once('error', gone);
    message.once('close', gone);
  });
}
