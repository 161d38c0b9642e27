import { AppError } from '../domain/app-error.ts';
import type { ProblemText } from './operation.ts';

/**
 * An expected failure as it is; anything else becomes `internal` with an ID that `log` writes beside the cause, so
 * that no text of a driver or of AWS reaches a client.
 */
export function maskError(error: unknown, log: (errorId: string, error: unknown) => void): AppError {
  if (error instanceof AppError) {
    if (error.code === 'internal') log('internal', error);
    return error;
  }
  const errorId = crypto.randomUUID().slice(0, 8);
  log(errorId, error);
  return new AppError('internal', `Something went wrong here (error ${errorId}).`, {
    nextStep: `Look for ${errorId} in the server's log.`,
    cause: error,
  });
}

/** What the browser is told about `error`. */
export function problemText(error: AppError): ProblemText {
  return {
    code: error.code,
    message: error.message,
    nextStep: error.nextStep,
    awsCode: error.awsCode,
    field: error.field,
  };
}
