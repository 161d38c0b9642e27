import { CreateDeliveryCommand, type CreateDeliveryCommandInput } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `CreateDelivery` from a source to a destination; throws AppError `conflict` where there is one. */
export async function createDelivery(
  aws: AwsClients,
  input: CreateDeliveryCommandInput,
): Promise<{ deliveryId: string }> {
  const call = {
    service: 'logs',
    operation: 'CreateDelivery',
    resource: input.deliverySourceName ?? '',
  } as const;
  const output = await callAws(call, () => aws.logs.send(new CreateDeliveryCommand(input)));
  return { deliveryId: output.delivery?.id ?? '' };
}
