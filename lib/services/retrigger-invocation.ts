import { randomBytes } from 'node:crypto';
import type { RetriggerInput } from '../contract/operation.ts';
import { AppError } from '../domain/app-error.ts';
import { removeCarrier } from '../domain/json-text.ts';
import { newTraceId } from '../domain/trace-header.ts';
import { checkPayload } from './invocation/check-payload.ts';
import { knownFunctionArn } from './invocation/known-function.ts';
import { sendInvocation } from './invocation/send-invocation.ts';
import { operationFingerprint } from './operation/operation-fingerprint.ts';
import { startOperation } from './operation/start-operation.ts';
import type { ServiceContext } from './service-context.ts';

/**
 * Runs a function again: to go on with a hop's chain (same Root, payload as given, so that a carrier in it leads on,
 * too) or as a chain of its own (own Root, the carrier field taken out).
 * The same operation ID twice runs once. Throws `invalid-input`, `payload-too-large`, `not-found`, `conflict`.
 */
export async function retriggerInvocation(
  context: ServiceContext,
  input: RetriggerInput,
): Promise<{ operationId: string }> {
  checkPayload(input.payload, input.invocationType);
  const continued = input.chain === 'continue' ? await continuedHop(context, input.hopId) : null;
  const functionArn = await knownFunctionArn(context, input.functionName);
  const { functionName, invocationType } = input;
  const payload = continued === null ? removeCarrier(input.payload).text : input.payload;
  const row = await startOperation(
    context,
    {
      operationId: input.operationId,
      functionName,
      functionArn,
      invocationType,
      payload,
      traceId:
        continued?.traceId ?? newTraceId(Math.floor(Date.now() / 1000), randomBytes(12).toString('hex')),
      parentHopId: continued?.hopId ?? null,
      separate: continued === null,
      idempotencyKey: null,
      fingerprint: operationFingerprint([functionName, invocationType, payload, continued?.hopId ?? null]),
    },
    sendInvocation,
  );
  return { operationId: row.operationId };
}

async function continuedHop(context: ServiceContext, hopId: string | null) {
  const hop = hopId === null ? null : await context.store.hops.find(hopId);
  if (hop !== null) return hop;
  throw new AppError(
    hopId === null ? 'invalid-input' : 'not-found',
    hopId === null ? 'There is no chain to go on with.' : 'The hop whose chain was to go on is gone.',
    { field: 'chain', nextStep: 'Start a new chain instead.' },
  );
}
