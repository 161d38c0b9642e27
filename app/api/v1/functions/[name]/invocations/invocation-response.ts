import type { Invocation } from '@/lib/actions/accept-invocation';
import { type Problem, problemOf } from '@/lib/contract/problem';
import { AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { jsonSyntaxError } from '@/lib/domain/json-text';
import { problemResponse } from '../../../problem-response';

/** The answer to a settled invocation: 202 for `Event`, 200 for `RequestResponse`, or the problem that ended it. */
export function invocationResponse(invocation: Invocation): Response {
  const { operationId, requestId, hopId, chainId, traceId } = invocation;
  if (invocation.status === 'failed') return problemResponse(refusal(invocation));
  if (invocation.status !== 'answered') {
    return problemResponse(invocation.sentAt === null ? neverSent(operationId) : missingReply(operationId));
  }
  if (invocation.invocationType === 'RequestResponse' && invocation.statusCode === null) {
    return problemResponse(lostAnswer(operationId, hopId));
  }
  const accepted = { operationId, requestId, hopId, chainId, traceId };
  if (invocation.invocationType === 'Event')
    return Response.json(accepted, { status: 202, headers: NO_STORE });
  const { statusCode, functionError, tail } = invocation;
  const rest = JSON.stringify({
    ...accepted,
    statusCode,
    functionError,
    tail: tail ?? { text: '', truncated: false },
  });
  // The handler's answer goes on byte for byte: parsing it would round its big integers.
  return new Response(`${rest.slice(0, -1)},"payload":${jsonOf(invocation.response)}}`, {
    headers: { 'content-type': 'application/json', ...NO_STORE },
  });
}

const NO_STORE = { 'cache-control': 'no-store' };

function jsonOf(response: string | null): string {
  if (response === null) return 'null';
  return jsonSyntaxError(response) === null ? response : JSON.stringify(response);
}

function refusal({ operationId, error }: Invocation): Problem {
  const code = ERROR_CODES.find((known) => known === error?.code) ?? 'aws-failed';
  const { nextStep, awsCode, httpStatus } = error ?? { nextStep: null, awsCode: null, httpStatus: null };
  const refused = new AppError(code, error?.message ?? 'AWS refused the invocation.', {
    ...(nextStep === null ? {} : { nextStep }),
    ...(awsCode === null ? {} : { awsCode }),
    ...(httpStatus === null ? {} : { httpStatus }),
  });
  return { ...problemOf(refused), operationId };
}

function missingReply(operationId: string): Problem {
  return {
    ...MISSING_REPLY,
    detail: 'The invocation was sent, but AWS’s reply did not arrive: it may have run.',
    nextStep: `Read /api/v1/operations/${operationId}: it settles when the logs show the run. It is never sent again by itself.`,
    operationId,
  };
}

/** An operation is marked as sent before it is: without that mark nothing ran. */
function neverSent(operationId: string): Problem {
  return {
    ...MISSING_REPLY,
    title: 'The invocation was not sent',
    status: 503,
    detail: 'The dashboard stopped before it sent the invocation: nothing ran.',
    nextStep: 'Send it again under another Idempotency-Key.',
    operationId,
  };
}

/** Settled by the logs: they show the run, never what it answered. */
function lostAnswer(operationId: string, hopId: string | null): Problem {
  return {
    ...MISSING_REPLY,
    detail: 'The logs show that the function ran once, but its answer was lost on the way.',
    nextStep: `Read /api/v1/hops/${hopId} for how the run ended.`,
    operationId,
  };
}

const MISSING_REPLY = {
  type: 'urn:reprise:problem:unconfirmed',
  title: 'The reply is missing',
  status: 504,
  code: 'unconfirmed',
  errors: [],
  awsCode: null,
};
