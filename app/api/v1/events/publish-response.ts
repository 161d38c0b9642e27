import type { z } from 'zod';
import { zEventsPublished } from '@/lib/contract/event';
import type { OperationDto } from '@/lib/contract/operation';
import { problemOf } from '@/lib/contract/problem';
import { AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { problemResponse } from '../problem-response';

/** The answer to a settled publication: what became of each entry, or the problem that ended it as a whole. */
export function publishResponse(operation: OperationDto): z.infer<typeof zEventsPublished> | Response {
  const { operationId, status, error, sentAt } = operation;
  if (status === 'answered') return zEventsPublished.parse(operation);
  if (status === 'failed') {
    const code = ERROR_CODES.find((known) => known === error?.code) ?? 'aws-failed';
    const refused = new AppError(code, error?.message ?? 'AWS refused the events.', {
      ...(error?.nextStep ? { nextStep: error.nextStep } : {}),
      ...(error?.awsCode ? { awsCode: error.awsCode } : {}),
    });
    return problemResponse({ ...problemOf(refused), operationId });
  }
  const missing = {
    type: 'urn:reprise:problem:unconfirmed',
    code: 'unconfirmed',
    errors: [],
    awsCode: null,
    operationId,
  };
  if (sentAt === null) {
    return problemResponse({
      ...missing,
      title: 'The events were not sent',
      status: 503,
      detail: 'The dashboard stopped before it sent the events: none was published.',
      nextStep: 'Send them again under another Idempotency-Key.',
    });
  }
  return problemResponse({
    ...missing,
    title: 'The reply is missing',
    status: 504,
    detail: 'The events were sent, but AWS’s reply did not arrive: they may be on their way.',
    nextStep: `Read /api/v1/operations/${operationId}: it settles when an event shows on a watched bus. It is never sent again by itself.`,
  });
}
