import { randomUUID } from 'node:crypto';
import { awsNow } from '../../aws/aws-now.ts';
import type { ClaimedRerun } from '../../store/store-conditions.ts';
import { sendInvocation } from '../invocation/send-invocation.ts';
import { chooseTraceId } from '../operation/chosen-trace.ts';
import { operationFingerprint } from '../operation/operation-fingerprint.ts';
import type { ServiceContext } from '../service-context.ts';

/** Of one condition, sent at the same time. */
const AT_ONCE = 20;
/** What AWS or the database refused for the moment is tried again as often; nothing ran meanwhile. */
const MOST_TRIES = 8;
const LONGEST_PAUSE_MS = 60_000;
const PASSING = new Set(['throttled', 'store-unavailable']);

/**
 * Claims what is due of a condition and starts to send it; each is written down as an operation with its claim. Answers
 * what is on its way.
 */
export async function sendDue(
  context: ServiceContext,
  condition: { conditionId: string; ratePerSecond: number },
): Promise<Promise<void>[]> {
  const arns = await functionArns(context);
  const claimed = await context.store.conditions.claimDue({
    ...condition,
    now: new Date(awsNow(context.aws)),
    limit: AT_ONCE,
    operationOf: ({ functionName, payload, hopId, traceId }) => ({
      operationId: randomUUID(),
      functionArn: arns.get(functionName) ?? null,
      traceId: traceId ?? chooseTraceId(),
      instanceId: context.instanceId,
      fingerprint: operationFingerprint([functionName, 'Event', payload, hopId]),
    }),
  });
  return claimed.map((rerun) => send(context, rerun));
}

async function functionArns({ store }: ServiceContext): Promise<Map<string, string>> {
  const functions = await store.functions.list();
  return new Map(functions.map(({ functionName, functionArn }) => [functionName, functionArn]));
}

async function send(context: ServiceContext, { due, operation }: ClaimedRerun): Promise<void> {
  const settled = await sendInvocation(context, operation);
  if (settled?.status !== 'failed' || !PASSING.has(settled.error?.code ?? '')) return;
  if (due.fence >= MOST_TRIES) return;
  const pauseMs = Math.min(1000 * 2 ** due.fence, LONGEST_PAUSE_MS);
  await context.store.conditions.retryDue(due.dueRerunId, new Date(awsNow(context.aws) + pauseMs));
}
