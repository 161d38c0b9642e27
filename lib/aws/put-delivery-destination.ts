import {
  PutDeliveryDestinationCommand,
  type PutDeliveryDestinationCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `PutDeliveryDestination`: where such logs may go, such as a log group. */
export async function putDeliveryDestination(
  aws: AwsClients,
  input: PutDeliveryDestinationCommandInput,
): Promise<void> {
  const call = { service: 'logs', operation: 'PutDeliveryDestination', resource: input.name ?? '' } as const;
  await callAws(call, () => aws.logs.send(new PutDeliveryDestinationCommand(input)));
}
