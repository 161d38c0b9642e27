import type { OperationDto } from '@/lib/contract/operation';
import { operationProblem } from '../../../operation-problem';

/** The answer to a settled operation on an execution: itself, or the problem that ended it. */
export function executionResponse(operation: OperationDto): OperationDto | Response {
  if (operation.status === 'answered') return operation;
  return operationProblem(operation, {
    refused: 'AWS refused the call.',
    notSent: {
      title: 'The call was not sent',
      detail: 'The dashboard stopped before it sent the call: nothing was started or changed.',
      nextStep: 'Send it again under another Idempotency-Key.',
    },
    unconfirmed: {
      detail: 'The call was sent, but AWS’s reply did not arrive, and the execution does not show it.',
      nextStep: `Read /api/v1/operations/${operation.operationId}: it settles when the execution is seen. It is never sent again by itself.`,
    },
  });
}
