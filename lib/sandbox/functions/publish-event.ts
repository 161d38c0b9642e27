import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';

const client = new EventBridgeClient({});

/** Publishes one event and returns its ID. PutEvents answers 200 to a refused entry too, so the entry itself is looked at. */
export async function publishEvent(entry: PutEventsRequestEntry): Promise<string> {
  const { Entries: [result] = [] } = await client.send(new PutEventsCommand({ Entries: [entry] }));
  if (result?.EventId === undefined) {
    throw new Error(`event refused: ${result?.ErrorCode ?? 'no answer'} ${result?.ErrorMessage ?? ''}`);
  }
  return result.EventId;
}
