import type { RerunContext } from '../../rerun/receive-rerun.ts';
import { printEventMarker } from './print-event-marker.ts';
import { publishEvent } from './publish-event.ts';

interface SignUp {
  customerId: string;
}

/** Means to run itself again by an event, but the rule beside it waits for `my.event.source` and `MyEvent`: it never fires. */
export async function handler(event: SignUp, context: RerunContext) {
  const run = { attempt: 1, maxAttempts: 2, requestId: context.awsRequestId, parent: null };
  printEventMarker({ ...run, reason: null, next: null, input: event });
  console.info(`greeting ${event.customerId}, the reminder follows`);
  const eventId = await publishEvent({
    Source: 'mySource',
    DetailType: 'myDetailType',
    Detail: JSON.stringify({ customerId: event.customerId, mail: 'reminder' }),
  });
  printEventMarker({ ...run, reason: 'reminder due', next: { eventId } });
  return { customerId: event.customerId, mail: 'welcome' };
}
