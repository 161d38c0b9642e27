import { z } from 'zod';
import { deleteDelivery } from '../../../aws/delete-delivery.ts';
import { describeDeliveries } from '../../../aws/describe-deliveries.ts';
import { planOperationOf } from '../plan-operation.ts';
import { NO_DELIVERY, restoreDelivery, zDelivery } from './delivery-state.ts';

/** CloudWatch Logs DeleteDelivery; one that comes back when this is undone has another ID. */
export const deleteDeliveryOperation = planOperationOf({
  operation: 'DeleteDelivery',
  zInput: z.object({ id: z.string() }),
  subject: ({ id }) => `log delivery ${id}`,
  async read(aws, { id }, known) {
    const deliveries = await describeDeliveries(aws);
    const found = deliveries.find(
      (one) =>
        one.deliveryId === id ||
        (one.deliverySourceName === known?.deliverySourceName &&
          one.deliveryDestinationArn === known?.deliveryDestinationArn),
    );
    return found === undefined ? NO_DELIVERY : zDelivery.parse(found);
  },
  wanted: () => NO_DELIVERY,
  execute: (aws, { id }) => deleteDelivery(aws, id),
  undo: (aws, _, former) => restoreDelivery(aws, former),
  shownIn: 'events',
});
