import { permits } from '../../../domain/resource-policy.ts';
import { type Delivery, type DeliveryResult, refused } from '../../delivery.ts';
import type { EventBusStore } from './event-bus-store.ts';
import type { EventIngest } from './event-ingest.ts';

const BUS_ARN = /^arn:aws:events:([a-z0-9-]+):(\d{12}):event-bus\/(.+)$/;

/** Takes what Lambda's destinations and rules of other buses send to a bus of this account. */
export async function receiveDelivery(
  delivery: Delivery,
  { store, ingest, accountId }: { store: EventBusStore; ingest: EventIngest; accountId: string },
): Promise<DeliveryResult> {
  const { targetArn, principal, sourceArn, body, traceHeader, event } = delivery;
  const [, region = '', owner, name = ''] = BUS_ARN.exec(targetArn) ?? [];
  const bus = owner === accountId ? store.find(region, name) : undefined;
  if (bus === undefined) return refused('NO_RESOURCE', `Event bus ${name} does not exist.`);
  const request = {
    principal,
    action: 'events:PutEvents',
    resourceArn: bus.arn,
    sourceArn,
    sourceAccount: accountId,
  };
  const policy = JSON.stringify({ Statement: store.policyInEffect(bus) });
  if (delivery.roleArn === null && !permits(policy, request).permitted) {
    return refused(
      'NO_PERMISSIONS',
      `${principal} is not authorized to perform: events:PutEvents on ${bus.arn}`,
    );
  }
  if (event !== undefined) {
    const entry = { ...event, detail: body, time: null, eventBusName: bus.name, traceHeader };
    return { kind: 'delivered', requestId: await ingest.publish(region, entry, crypto.randomUUID()) };
  }
  if (delivery.forwarded === true) {
    return refused('INVALID_PARAMETER', 'An event that came from another bus goes to no third one.');
  }
  return { kind: 'delivered', requestId: await ingest.forward(bus, body, traceHeader) };
}
