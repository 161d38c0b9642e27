import { deleteDeliverySource } from '../../../aws/delete-delivery-source.ts';
import { planOperationOf } from '../plan-operation.ts';
import { NO_SOURCE, readSource, restoreSource, sourceSubject, zDeliveryName } from './delivery-state.ts';

/** CloudWatch Logs DeleteDeliverySource; its deliveries must have been deleted before. */
export const deleteDeliverySourceOperation = planOperationOf({
  operation: 'DeleteDeliverySource',
  zInput: zDeliveryName,
  subject: sourceSubject,
  read: readSource,
  wanted: () => NO_SOURCE,
  execute: (aws, { name }) => deleteDeliverySource(aws, name),
  undo: restoreSource,
  shownIn: 'events',
});
