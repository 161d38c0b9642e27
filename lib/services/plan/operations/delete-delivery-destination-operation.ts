import { deleteDeliveryDestination } from '../../../aws/delete-delivery-destination.ts';
import { planOperationOf } from '../plan-operation.ts';
import {
  destinationSubject,
  NO_DESTINATION,
  readDestination,
  restoreDestination,
  zDeliveryName,
} from './delivery-state.ts';

/** CloudWatch Logs DeleteDeliveryDestination; its deliveries must have been deleted before. */
export const deleteDeliveryDestinationOperation = planOperationOf({
  operation: 'DeleteDeliveryDestination',
  zInput: zDeliveryName,
  subject: destinationSubject,
  read: readDestination,
  wanted: () => NO_DESTINATION,
  execute: (aws, { name }) => deleteDeliveryDestination(aws, name),
  undo: restoreDestination,
  shownIn: 'events',
});
