import { GetDeliverySourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { nullWhereAbsent } from './null-where-absent.ts';

/** CloudWatch Logs `GetDeliverySource`; null where there is none of that name. */
export async function getDeliverySource(
  aws: AwsClients,
  name: string,
): Promise<{ resourceArn: string; logType: string } | null> {
  const call = { service: 'logs', operation: 'GetDeliverySource', resource: name } as const;
  const output = await nullWhereAbsent(
    callAws(call, () => aws.logs.send(new GetDeliverySourceCommand({ name }))),
  );
  if (output === null) return null;
  const { resourceArns, logType } = output.deliverySource ?? {};
  return { resourceArn: resourceArns?.[0] ?? '', logType: logType ?? '' };
}
