import { permits } from '../../../domain/resource-policy.ts';
import { targetOfArn } from '../../../domain/target-arn.ts';
import { type Delivery, type DeliveryResult, refused } from '../../delivery.ts';
import type { LogSink } from '../../service.ts';
import type { LogStore } from './log-store.ts';
import type { ResourcePolicies } from './resource-policies.ts';

const ACTION = 'logs:PutLogEvents';
/** EventBridge writes as either; its console makes a policy for both. */
const PRINCIPALS = ['events.amazonaws.com', 'delivery.logs.amazonaws.com'];

/** Writes an event into a log group that rules name as their target, if a resource policy allows it. */
export async function receiveDelivery(
  delivery: Delivery,
  around: {
    store: LogStore;
    sink: LogSink;
    policies: ResourcePolicies;
    accountId: string;
    logStreamName: string;
    now: () => number;
  },
): Promise<DeliveryResult> {
  const { targetArn, sourceArn } = delivery;
  const { name, region, accountId } = targetOfArn(targetArn);
  if (accountId !== around.accountId || !around.store.groups.has(name)) {
    return refused('NO_RESOURCE', `The specified log group does not exist: ${targetArn}`);
  }
  const resourceArn = `arn:aws:logs:${region}:${accountId}:log-group:${name}:log-stream:${around.logStreamName}`;
  const request = { action: ACTION, resourceArn, sourceArn, sourceAccount: accountId };
  const allowed = around.policies
    .inEffect(region)
    .some((policy) => PRINCIPALS.some((principal) => permits(policy, { ...request, principal }).permitted));
  if (!allowed) {
    return refused('NO_PERMISSIONS', `No resource policy allows ${ACTION} on resource: ${resourceArn}`);
  }
  around.sink.append(name, around.logStreamName, [{ timestamp: around.now(), message: delivery.body }]);
  return { kind: 'delivered', requestId: crypto.randomUUID() };
}
