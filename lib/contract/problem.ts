import { z } from 'zod';
import type { AppError, ErrorCode } from '../domain/app-error.ts';

/** RFC 9457 `application/problem+json`; members after `detail` are ours. */
export const zProblem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  /** What the caller can do about it. */
  nextStep: z.string().nullable(),
  errors: z.array(z.object({ field: z.string(), message: z.string() })),
  /** AWS's error code where AWS refused. */
  awsCode: z.string().nullable(),
  /** The operation that was written down before it failed. */
  operationId: z.string().optional(),
});
export type Problem = z.infer<typeof zProblem>;

const WORDS: Record<ErrorCode, { status: number; title: string }> = {
  'invalid-input': { status: 400, title: 'The request is not valid' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'Conflict' },
  forbidden: { status: 403, title: 'Not allowed here' },
  'access-denied': { status: 403, title: 'AWS denied access' },
  throttled: { status: 429, title: 'AWS throttled the call' },
  'payload-too-large': { status: 413, title: 'The payload is too large' },
  'unsupported-media-type': { status: 415, title: 'Unsupported media type' },
  'function-unavailable': { status: 502, title: 'The function cannot run now' },
  'recursion-stopped': { status: 400, title: 'AWS stopped a recursive loop' },
  'quota-exceeded': { status: 402, title: 'An AWS quota is used up' },
  'aws-unreachable': { status: 504, title: 'AWS did not answer' },
  'aws-failed': { status: 502, title: 'AWS failed' },
  'no-credentials': { status: 503, title: 'No AWS credentials' },
  'store-unavailable': { status: 503, title: 'The database does not answer' },
  'state-changed': { status: 409, title: 'The state has changed' },
  internal: { status: 500, title: 'Something went wrong here' },
};

/** The problem that tells a client about `error`: AWS's status where AWS refused, ours otherwise. */
export function problemOf(error: AppError): Problem {
  const { status, title } = WORDS[error.code];
  return {
    type: `urn:reprise:problem:${error.code}`,
    title,
    status: error.httpStatus !== null && error.httpStatus >= 400 ? error.httpStatus : status,
    detail: error.message,
    code: error.code,
    nextStep: error.nextStep,
    errors: error.field === null ? [] : [{ field: error.field, message: error.message }],
    awsCode: error.awsCode,
  };
}
