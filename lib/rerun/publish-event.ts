import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';

export interface PublishedTo {
  eventBusName: string;
  source: string;
  detailType: string;
}

let client: EventBridgeClient | null = null;

/**
 * Puts one event on a bus and returns its ID. The SDK passes the run's trace header on. Throws what `PutEvents` throws,
 * and an Error named after the entry's ErrorCode where AWS answers 200 and has not taken the event. A bus that does not
 * exist is answered like one that does, and the event is gone.
 * https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
 */
export async function publishEvent(to: PublishedTo, detail: Record<string, unknown>): Promise<string | null> {
  // only a function that publishes needs the package
  const aws = await import('@aws-sdk/client-eventbridge');
  client ??= new aws.EventBridgeClient({});
  const { Entries = [], FailedEntryCount = 0 } = await client.send(
    new aws.PutEventsCommand({
      Entries: [
        {
          EventBusName: to.eventBusName,
          Source: to.source,
          DetailType: to.detailType,
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  const [entry] = Entries;
  if (FailedEntryCount > 0 || entry?.ErrorCode !== undefined) {
    const error = new Error(entry?.ErrorMessage ?? 'EventBridge did not take the event.');
    error.name = entry?.ErrorCode ?? 'PutEventsFailed';
    throw error;
  }
  return entry?.EventId ?? null;
}
