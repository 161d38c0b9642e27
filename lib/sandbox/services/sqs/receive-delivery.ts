import { randomUUID } from 'node:crypto';
import { permits } from '../../../domain/resource-policy.ts';
import { targetOfArn } from '../../../domain/target-arn.ts';
import { type Delivery, type DeliveryResult, refused } from '../../delivery.ts';
import type { QueueStore } from './queue-store.ts';

const ACTION = 'sqs:SendMessage';

/** Takes a message of another service, if the queue's policy or a role allows it. */
export async function receiveDelivery(
  delivery: Delivery,
  { store, accountId, now }: { store: QueueStore; accountId: string; now: () => number },
): Promise<DeliveryResult> {
  const { targetArn, principal, sourceArn, attributes = {} } = delivery;
  const target = targetOfArn(targetArn);
  const queue = target.accountId === accountId ? store.find(target.region, target.name) : undefined;
  if (queue === undefined) return refused('NO_RESOURCE', `The specified queue does not exist: ${targetArn}`);
  const request = { principal, action: ACTION, resourceArn: targetArn, sourceArn, sourceAccount: accountId };
  if (delivery.roleArn === null && !permits(store.policyInEffect(queue), request).permitted) {
    return refused(
      'NO_PERMISSIONS',
      `User: ${principal} is not authorized to perform: ${ACTION} on resource: ${targetArn} because no resource-based policy allows the ${ACTION} action`,
    );
  }
  const messageId = randomUUID();
  const sentAtMs = now();
  queue.messages.send({
    messageId,
    body: delivery.body,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
    ),
    traceHeader: delivery.traceHeader,
    sentAtMs,
    visibleAtMs: sentAtMs + Number(queue.record.attributes.DelaySeconds ?? 0) * 1_000,
  });
  return { kind: 'delivered', requestId: messageId };
}
