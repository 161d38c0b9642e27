import { z } from 'zod';
import type { AwsClients } from '../../../aws/aws-clients.ts';
import { createDelivery } from '../../../aws/create-delivery.ts';
import { deleteDelivery } from '../../../aws/delete-delivery.ts';
import { deleteDeliveryDestination } from '../../../aws/delete-delivery-destination.ts';
import { deleteDeliverySource } from '../../../aws/delete-delivery-source.ts';
import { describeDeliveries } from '../../../aws/describe-deliveries.ts';
import { getDeliveryDestination } from '../../../aws/get-delivery-destination.ts';
import { getDeliverySource } from '../../../aws/get-delivery-source.ts';
import { nullWhereAbsent } from '../../../aws/null-where-absent.ts';
import { putDeliveryDestination } from '../../../aws/put-delivery-destination.ts';
import { putDeliverySource } from '../../../aws/put-delivery-source.ts';
import type { Fields } from '../plan-body.ts';

export const zDeliveryName = z.object({ name: z.string() });
type DeliveryName = z.infer<typeof zDeliveryName>;
export const zDelivery = z.object({ deliverySourceName: z.string(), deliveryDestinationArn: z.string() });
type Delivery = z.infer<typeof zDelivery>;
const zSource = z.object({ resourceArn: z.string(), logType: z.string() });
const zDestination = z.object({ destinationResourceArn: z.string() });

export const sourceSubject = ({ name }: DeliveryName) => `log delivery source ${name}`;
export const destinationSubject = ({ name }: DeliveryName) => `log delivery destination ${name}`;

export const NO_SOURCE = { resourceArn: null, logType: null };
export const NO_DESTINATION = { destinationResourceArn: null };
export const NO_DELIVERY = { deliverySourceName: null, deliveryDestinationArn: null };

export async function readSource(aws: AwsClients, { name }: DeliveryName): Promise<Fields> {
  return (await getDeliverySource(aws, name)) ?? NO_SOURCE;
}

export async function restoreSource(aws: AwsClients, { name }: DeliveryName, former: Fields): Promise<void> {
  if (former.resourceArn === null) await nullWhereAbsent(deleteDeliverySource(aws, name));
  else await putDeliverySource(aws, { name, ...zSource.parse(former) });
}

export async function readDestination(aws: AwsClients, { name }: DeliveryName): Promise<Fields> {
  const found = await getDeliveryDestination(aws, name);
  return { destinationResourceArn: found?.destinationResourceArn ?? null };
}

export async function restoreDestination(
  aws: AwsClients,
  { name }: DeliveryName,
  former: Fields,
): Promise<void> {
  if (former.destinationResourceArn === null) {
    await nullWhereAbsent(deleteDeliveryDestination(aws, name));
    return;
  }
  await putDeliveryDestination(aws, { name, deliveryDestinationConfiguration: zDestination.parse(former) });
}

/** AWS allows one delivery between a source and a destination, so the two name it. */
export async function findDelivery(aws: AwsClients, delivery: Delivery) {
  const deliveries = await describeDeliveries(aws);
  return (
    deliveries.find(
      (one) =>
        one.deliverySourceName === delivery.deliverySourceName &&
        one.deliveryDestinationArn === delivery.deliveryDestinationArn,
    ) ?? null
  );
}

export async function removeDelivery(aws: AwsClients, delivery: Delivery): Promise<void> {
  const found = await findDelivery(aws, delivery);
  if (found !== null) await nullWhereAbsent(deleteDelivery(aws, found.deliveryId));
}

export async function restoreDelivery(aws: AwsClients, former: Fields): Promise<void> {
  const delivery = zDelivery.safeParse(former);
  if (delivery.success) await createDelivery(aws, delivery.data);
}
