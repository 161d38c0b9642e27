import type { OperationDto } from '@/lib/contract/operation';
import { problemOf } from '@/lib/contract/problem';
import { AppError, ERROR_CODES } from '@/lib/domain/app-error';
import { problemResponse } from './problem-response';

/** The answer to an operation that was not answered: what refused it, that it was not sent, or that its reply is missing. */
export function operationProblem(
  { operationId, status, error, sentAt }: OperationDto,
  words: {
    refused: string;
    notSent: { title: string; detail: string; nextStep: string };
    unconfirmed: { detail: string; nextStep: string };
  },
): Response {
  if (status === 'failed') {
    const code = ERROR_CODES.find((known) => known === error?.code) ?? 'aws-failed';
    const refused = new AppError(code, error?.message ?? words.refused, {
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
  return problemResponse(
    sentAt === null
      ? { ...missing, ...words.notSent, status: 503 }
      : { ...missing, ...words.unconfirmed, title: 'The reply is missing', status: 504 },
  );
}
