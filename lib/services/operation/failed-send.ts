import { mayHaveRun } from '../../aws/aws-error.ts';
import { maskError } from '../../contract/mask-error.ts';
import type { ServiceContext } from '../service-context.ts';
import type { Settle } from './send-once.ts';

/** Settles an operation whose call threw: failed where AWS refused it, unconfirmed where the reply is missing. */
export function failedSend(context: ServiceContext, operationId: string, error: unknown): Settle {
  const { operations } = context.store;
  if (mayHaveRun(error)) {
    context.logger.warn({ operationId, err: error }, 'the reply of an operation is missing');
    return () => operations.markUnconfirmed(operationId);
  }
  const { code, message, nextStep, awsCode, httpStatus } = maskError(error, (errorId, cause) => {
    context.logger.error({ operationId, errorId, err: cause }, 'an operation failed');
  });
  return () => operations.markFailed(operationId, { code, message, nextStep, awsCode, httpStatus });
}
