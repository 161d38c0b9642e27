import { DeleteDeliveryDestinationCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteDeliveryDestination`; AWS refuses while a delivery uses it. Throws AppError `not-found`. */
export async function deleteDeliveryDestination(aws: AwsClients, name: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteDeliveryDestination', resource: name } as const;
  await callAws(call, () => aws.logs.send(new DeleteDeliveryDestinationCommand({ name: name })));
}
