import type { z } from 'zod';
import { zEventsPublished } from '@/lib/contract/event';
import type { OperationDto } from '@/lib/contract/operation';
import { operationProblem } from '../operation-problem';

/** The answer to a settled publication: what became of each entry, or the problem that ended it as a whole. */
export function publishResponse(operation: OperationDto): z.infer<typeof zEventsPublished> | Response {
  if (operation.status === 'answered') return zEventsPublished.parse(operation);
  return operationProblem(operation, {
    refused: 'AWS refused the events.',
    notSent: {
      title: 'The events were not sent',
      detail: 'The dashboard stopped before it sent the events: none was published.',
      nextStep: 'Send them again under another Idempotency-Key.',
    },
    unconfirmed: {
      detail: 'The events were sent, but AWS’s reply did not arrive: they may be on their way.',
      nextStep: `Read /api/v1/operations/${operation.operationId}: it settles when an event shows on a watched bus. It is never sent again by itself.`,
    },
  });
}
