import { z } from 'zod';
import { putDeliveryDestination } from '../../../aws/put-delivery-destination.ts';
import { planOperationOf } from '../plan-operation.ts';
import { destinationSubject, readDestination, restoreDestination, zDeliveryName } from './delivery-state.ts';

/** CloudWatch Logs PutDeliveryDestination. */
export const putDeliveryDestinationOperation = planOperationOf({
  operation: 'PutDeliveryDestination',
  zInput: zDeliveryName.extend({
    deliveryDestinationConfiguration: z.object({ destinationResourceArn: z.string() }),
  }),
  subject: destinationSubject,
  read: readDestination,
  wanted: ({ deliveryDestinationConfiguration: { destinationResourceArn } }) => ({
    // a log group's ARN is written with and without its end
    destinationResourceArn: destinationResourceArn.replace(/:\*$/, ''),
  }),
  execute: putDeliveryDestination,
  undo: restoreDestination,
  shownIn: 'events',
});
