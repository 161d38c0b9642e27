import { randomUUID } from 'node:crypto';
import type { ServiceContext } from '../service-context.ts';

/** Stores an event as if it had been seen on a watched bus; answers its ID. */
export async function seenEvent(
  { store }: Pick<ServiceContext, 'store'>,
  eventBusName: string,
  event: { source: string; detailType?: string; detail?: object; resources?: string[] },
): Promise<string> {
  const id = randomUUID();
  const now = Date.now();
  const message = JSON.stringify({
    version: '0',
    id,
    'detail-type': event.detailType ?? 'Test',
    source: event.source,
    account: '000000000000',
    time: new Date(now).toISOString().replace(/\.\d+/, ''),
    region: 'us-east-1',
    resources: event.resources ?? [],
    detail: event.detail ?? {},
  });
  await store.ingest.busEvents({
    logGroupName: `/aws/events/${eventBusName}`,
    eventBusName,
    method: 'rule',
    events: [{ logStreamName: 'one', timestamp: now, message }],
    checkpoint: null,
    slowPass: false,
  });
  return id;
}
