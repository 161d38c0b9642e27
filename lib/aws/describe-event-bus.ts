import { DescribeEventBusCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import { busLogConfigOf, type EventBus } from './event-bus.ts';

/** EventBridge `DescribeEventBus` by name or ARN; throws AppError `not-found`. */
export async function describeEventBus(aws: AwsClients, eventBusName: string): Promise<EventBus> {
  const call = { service: 'events', operation: 'DescribeEventBus', resource: eventBusName } as const;
  const bus = await callAws(call, () => aws.events.send(new DescribeEventBusCommand({ Name: eventBusName })));
  return {
    eventBusName: bus.Name ?? eventBusName,
    eventBusArn: bus.Arn ?? '',
    description: bus.Description || null,
    policy: bus.Policy ?? null,
    managedBy: bus.ManagedBy ?? null,
    kmsKeyIdentifier: bus.KmsKeyIdentifier || null,
    deadLetterQueueArn: bus.DeadLetterConfig?.Arn || null,
    logConfig: busLogConfigOf(bus.LogConfig),
  };
}
