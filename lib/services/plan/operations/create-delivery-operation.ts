import { createDelivery } from '../../../aws/create-delivery.ts';
import { planOperationOf } from '../plan-operation.ts';
import { findDelivery, NO_DELIVERY, removeDelivery, zDelivery } from './delivery-state.ts';

/** CloudWatch Logs CreateDelivery, between a source and a destination that earlier calls may create. */
export const createDeliveryOperation = planOperationOf({
  operation: 'CreateDelivery',
  zInput: zDelivery,
  subject: ({ deliverySourceName, deliveryDestinationArn }) =>
    `log delivery from ${deliverySourceName} to ${deliveryDestinationArn}`,
  read: async (aws, input) =>
    (await findDelivery(aws, input)) === null ? NO_DELIVERY : zDelivery.parse(input),
  wanted: ({ deliverySourceName, deliveryDestinationArn }) => ({
    deliverySourceName,
    deliveryDestinationArn,
  }),
  async execute(aws, input) {
    await createDelivery(aws, input);
  },
  undo: removeDelivery,
  shownIn: 'events',
});
