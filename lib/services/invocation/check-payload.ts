import { ASYNC_PAYLOAD_LIMIT_BYTES, SYNC_PAYLOAD_LIMIT_BYTES } from '../../contract/operation.ts';
import { AppError } from '../../domain/app-error.ts';
import { jsonSyntaxError, utf8Length } from '../../domain/json-text.ts';

/**
 * Throws beside the field `payload` when `text` is not one JSON value or larger than Lambda takes: 6,291,456 bytes
 * synchronously, 1,048,576 asynchronously (https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html).
 */
export function checkPayload(text: string, invocationType: 'RequestResponse' | 'Event'): void {
  const limit = invocationType === 'Event' ? ASYNC_PAYLOAD_LIMIT_BYTES : SYNC_PAYLOAD_LIMIT_BYTES;
  const bytes = utf8Length(text);
  if (bytes > limit) {
    const way = invocationType === 'Event' ? 'an asynchronous' : 'a synchronous';
    throw new AppError(
      'payload-too-large',
      `The payload has ${inWords(bytes)} bytes; ${way} invocation takes at most ${inWords(limit)}.`,
      {
        field: 'payload',
        nextStep:
          invocationType === 'Event' && bytes <= SYNC_PAYLOAD_LIMIT_BYTES
            ? 'Invoke it synchronously, or put the data in S3 and pass its key.'
            : 'Put the data in S3 and pass its key.',
      },
    );
  }
  const syntax = jsonSyntaxError(text);
  if (syntax !== null) {
    throw invalid(`Not JSON: line ${syntax.line}, column ${syntax.column}: ${syntax.message}`);
  }
  if (/\p{Surrogate}/u.test(text)) {
    throw invalid(
      'The payload holds half a character (a lone surrogate); write it as an escape such as \\ud83d.',
    );
  }
}

function invalid(message: string): AppError {
  return new AppError('invalid-input', message, { field: 'payload' });
}

function inWords(count: number): string {
  return count.toLocaleString('en-US');
}
