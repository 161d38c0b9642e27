import { GetDeliveryDestinationCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { nullWhereAbsent } from './null-where-absent.ts';

/** CloudWatch Logs `GetDeliveryDestination`; null where there is none of that name; a log group's ARN without `:*`. */
export async function getDeliveryDestination(
  aws: AwsClients,
  name: string,
): Promise<{ deliveryDestinationArn: string; destinationResourceArn: string } | null> {
  const call = { service: 'logs', operation: 'GetDeliveryDestination', resource: name } as const;
  const output = await nullWhereAbsent(
    callAws(call, () => aws.logs.send(new GetDeliveryDestinationCommand({ name }))),
  );
  if (output === null) return null;
  const { arn, deliveryDestinationConfiguration } = output.deliveryDestination ?? {};
  return {
    deliveryDestinationArn: arn ?? '',
    destinationResourceArn: (deliveryDestinationConfiguration?.destinationResourceArn ?? '').replace(
      /:\*$/,
      '',
    ),
  };
}
