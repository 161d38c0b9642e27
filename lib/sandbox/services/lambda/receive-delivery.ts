import { randomUUID } from 'node:crypto';
import { permits } from '../../../domain/resource-policy.ts';
import { type Delivery, type DeliveryResult, refused } from '../../delivery.ts';
import type { Propagation } from '../../propagation.ts';
import { AwsError, type SandboxClock } from '../../service.ts';
import type { AsyncQueue } from './async-queue.ts';
import type { FunctionRecord, PolicyStatement } from './function-record.ts';
import { parseFunctionReference } from './function-reference.ts';
import type { FunctionStore } from './function-store.ts';
import { continueTrace } from './invocation-trace.ts';

const MAX_ASYNC_BYTES = 1_048_576;
const ACTION = 'lambda:InvokeFunction';

/** Takes an event of another service into the asynchronous queue, if the function's policy or a role allows it. */
export async function receiveDelivery(
  delivery: Delivery,
  around: {
    store: FunctionStore;
    queue: AsyncQueue;
    policies: Propagation<PolicyStatement[]>;
    clock: SandboxClock;
    accountId: string;
  },
): Promise<DeliveryResult> {
  const { targetArn, principal, sourceArn } = delivery;
  const fn = findFunction(targetArn, around);
  if (fn === undefined) return refused('NO_RESOURCE', `Function not found: ${targetArn}`);
  const policy = JSON.stringify({ Statement: around.policies.inEffect(fn.arn, fn.policy) });
  const sourceAccount = around.accountId;
  const request = { principal, action: ACTION, resourceArn: fn.arn, sourceArn, sourceAccount };
  if (delivery.roleArn === null && !permits(policy, request).permitted) {
    return refused(
      'NO_PERMISSIONS',
      `User: ${principal} is not authorized to perform: ${ACTION} on resource: ${targetArn} because no resource-based policy allows the ${ACTION} action`,
    );
  }
  const payload = Buffer.from(delivery.body);
  if (payload.length > MAX_ASYNC_BYTES) {
    return refused(
      'INVALID_PARAMETER',
      `${payload.length} byte payload is too large for the Event invocation type`,
    );
  }
  if (!isJson(delivery.body)) return refused('INVALID_JSON', 'Could not parse request body into json.');
  const requestId = randomUUID();
  await around.queue.accept({
    requestId,
    region: fn.region,
    functionName: fn.name,
    payload: payload.toString('base64'),
    trace: continueTrace(delivery.traceHeader, fn.arn, fn.settings.TracingConfig.Mode, around.clock.now()),
    failedAttempts: 0,
  });
  return { kind: 'delivered', requestId };
}

function findFunction(
  arn: string,
  { store, accountId }: { store: FunctionStore; accountId: string },
): FunctionRecord | undefined {
  const region = arn.split(':')[3] ?? '';
  try {
    const { name, qualifier } = parseFunctionReference(arn, { accountId, region }, null);
    return qualifier === null || qualifier === '$LATEST' ? store.find(region, name) : undefined;
  } catch (error) {
    if (error instanceof AwsError) return undefined;
    throw error;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
