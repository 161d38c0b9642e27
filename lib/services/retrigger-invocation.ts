import type { RetriggerInput } from '../contract/operation.ts';
import { AppError } from '../domain/app-error.ts';
import { removeCarrier } from '../domain/json-text.ts';
import { checkPayload } from './invocation/check-payload.ts';
import { knownFunctionArn } from './invocation/known-function.ts';
import { sendInvocation } from './invocation/send-invocation.ts';
import { chooseTraceId } from './operation/chosen-trace.ts';
import { continuedHop } from './operation/continued-hop.ts';
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
  const continued = input.chain === 'continue' ? await hopToContinue(context, input.hopId) : null;
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
      traceId: continued?.traceId ?? chooseTraceId(),
      parentHopId: continued?.hopId ?? null,
      separate: continued === null,
      idempotencyKey: null,
      fingerprint: operationFingerprint([functionName, invocationType, payload, continued?.hopId ?? null]),
    },
    sendInvocation,
  );
  return { operationId: row.operationId };
}

async function hopToContinue(context: ServiceContext, hopId: string | null) {
  if (hopId !== null) return continuedHop(context, hopId, 'chain');
  throw new AppError('invalid-input', 'There is no chain to go on with.', {
    field: 'chain',
    nextStep: 'Start a new chain instead.',
  });
}
