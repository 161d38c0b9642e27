import { DeleteDeliverySourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `DeleteDeliverySource`; AWS refuses while a delivery uses it. Throws AppError `not-found`. */
export async function deleteDeliverySource(aws: AwsClients, name: string): Promise<void> {
  const call = { service: 'logs', operation: 'DeleteDeliverySource', resource: name } as const;
  await callAws(call, () => aws.logs.send(new DeleteDeliverySourceCommand({ name: name })));
}
