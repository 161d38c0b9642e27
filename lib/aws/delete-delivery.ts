import { DeleteDeliveryCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteDelivery`; its source and destination stay. Throws AppError `not-found`. */
export async function deleteDelivery(aws: AwsClients, deliveryId: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteDelivery', resource: deliveryId } as const;
  await callAws(call, () => aws.logs.send(new DeleteDeliveryCommand({ id: deliveryId })));
}
