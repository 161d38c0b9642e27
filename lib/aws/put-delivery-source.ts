import {
  PutDeliverySourceCommand,
  type PutDeliverySourceCommandInput,
} from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

/** CloudWatch Logs `PutDeliverySource`: a resource (such as a bus) whose logs of one type can be delivered. */
export async function putDeliverySource(
  aws: AwsClients,
  input: PutDeliverySourceCommandInput,
): Promise<void> {
  const call = { service: 'logs', operation: 'PutDeliverySource', resource: input.name ?? '' } as const;
  await callAws(call, () => aws.logs.send(new PutDeliverySourceCommand(input)));
}
