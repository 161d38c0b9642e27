import { z } from 'zod';
import { putDeliverySource } from '../../../aws/put-delivery-source.ts';
import { planOperationOf } from '../plan-operation.ts';
import { readSource, restoreSource, sourceSubject, zDeliveryName } from './delivery-state.ts';

/** CloudWatch Logs PutDeliverySource. */
export const putDeliverySourceOperation = planOperationOf({
  operation: 'PutDeliverySource',
  zInput: zDeliveryName.extend({ resourceArn: z.string(), logType: z.string() }),
  subject: sourceSubject,
  read: readSource,
  wanted: ({ resourceArn, logType }) => ({ resourceArn, logType }),
  execute: putDeliverySource,
  undo: restoreSource,
  shownIn: 'events',
});
