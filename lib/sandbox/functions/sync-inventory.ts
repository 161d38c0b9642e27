import { setTimeout as wait } from 'node:timers/promises';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

interface InventoryEvent {
  warehouse: string;
  shelves: string[];
}

const lambda = new LambdaClient({});

/** Counts one shelf a run. Without marker, printed trace ID and active tracing nothing links its runs. */
export async function handler(event: InventoryEvent, context: { invokedFunctionArn: string }) {
  const [shelf, ...shelves] = event.shelves;
  if (shelf === undefined) return { warehouse: event.warehouse, done: true };
  await wait(200 + Math.random() * 300);
  console.log(`${event.warehouse}: counted shelf ${shelf}`);
  if (shelves.length > 0) {
    await lambda.send(
      new InvokeCommand({
        FunctionName: context.invokedFunctionArn,
        InvocationType: 'Event',
        Payload: JSON.stringify({ warehouse: event.warehouse, shelves }),
      }),
    );
  }
  return { warehouse: event.warehouse, shelf };
}
