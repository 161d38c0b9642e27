import type { JsonObject } from '../asl/json.ts';
import type { ServiceAnswer } from './call-service.ts';

/** How AWS spells the headers that it records of an answer. */
const SPELLING = [
  'Connection',
  'Content-Length',
  'Content-Type',
  'Date',
  'X-Amz-Executed-Version',
  'X-Amzn-Trace-Id',
  'x-amzn-Remapped-Content-Length',
  'x-amzn-RequestId',
];

/** What an optimised integration adds to a service's answer; header values stand as text and as lists. */
export function sdkMetadata(answer: Pick<ServiceAnswer, 'status' | 'headers' | 'requestId'>): JsonObject {
  const found = new Map(Object.entries(answer.headers).map(([name, value]) => [name.toLowerCase(), value]));
  const headers = SPELLING.flatMap((name): [string, string][] => {
    if (name === 'Connection') return [[name, 'keep-alive']];
    const value = found.get(name.toLowerCase());
    return value === undefined ? [] : [[name, value]];
  });
  return {
    SdkHttpMetadata: {
      AllHttpHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
      HttpHeaders: Object.fromEntries(headers),
      HttpStatusCode: answer.status,
    },
    SdkResponseMetadata: { RequestId: answer.requestId },
  };
}
