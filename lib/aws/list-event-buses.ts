import { ListEventBusesCommand } from '@aws-sdk/client-eventbridge';
import type { AwsClients } from './aws-clients.ts';
import { callAws } from './call-aws.ts';
import type { EventBus } from './event-bus.ts';

/** EventBridge `ListEventBuses`, all pages: the buses of this account and region, without their settings. */
export async function listEventBuses(
  aws: AwsClients,
): Promise<Pick<EventBus, 'eventBusName' | 'eventBusArn' | 'description' | 'policy'>[]> {
  return callAws({ service: 'events', operation: 'ListEventBuses' }, async () => {
    const buses = [];
    let nextToken: string | undefined;
    do {
      const page = await aws.events.send(
        new ListEventBusesCommand({ Limit: 100, ...(nextToken ? { NextToken: nextToken } : {}) }),
      );
      for (const bus of page.EventBuses ?? []) {
        buses.push({
          eventBusName: bus.Name ?? '',
          eventBusArn: bus.Arn ?? '',
          description: bus.Description ?? null,
          policy: bus.Policy ?? null,
        });
      }
      nextToken = page.NextToken;
    } while (nextToken);
    return buses;
  });
}
