import { DescribeDeliveriesCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';

export interface LogDelivery {
  deliveryId: string;
  deliverySourceName: string;
  deliveryDestinationArn: string;
}

/** CloudWatch Logs `DescribeDeliveries`, all pages: every delivery of the account in this region. */
export async function describeDeliveries(aws: AwsClients): Promise<LogDelivery[]> {
  return callAws({ service: 'logs', operation: 'DescribeDeliveries' }, async () => {
    const deliveries: LogDelivery[] = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.logs.send(
        new DescribeDeliveriesCommand({ limit: 50, ...(nextToken ? { nextToken } : {}) }),
      );
      for (const { id, deliverySourceName, deliveryDestinationArn } of page.deliveries ?? []) {
        deliveries.push({
          deliveryId: id ?? '',
          deliverySourceName: deliverySourceName ?? '',
          deliveryDestinationArn: deliveryDestinationArn ?? '',
        });
      }
      nextToken = page.nextToken;
    } while (nextToken);
    return deliveries;
  });
}
