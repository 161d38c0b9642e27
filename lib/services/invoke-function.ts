import { randomUUID } from 'node:crypto';
import type { OperationRow } from '../store/store.ts';
import { checkPayload } from './invocation/check-payload.ts';
import { knownFunctionArn } from './invocation/known-function.ts';
import { sendInvocation } from './invocation/send-invocation.ts';
import { awaitOperation } from './operation/await-operation.ts';
import { chooseTraceId } from './operation/chosen-trace.ts';
import { keyHash } from './operation/key-hash.ts';
import { operationFingerprint } from './operation/operation-fingerprint.ts';
import { startOperation } from './operation/start-operation.ts';
import type { ServiceContext } from './service-context.ts';

/** A settled operation; an answered one always has its chain. */
export interface Invocation extends OperationRow {
  chainId: string;
}

/**
 * Invokes a function for the automation API and waits until the operation is settled; the payload goes out byte for
 * byte. With `traceId` the run goes on with that Root. The same `idempotencyKey` gives the first operation again.
 * Throws `invalid-input`, `payload-too-large`, `not-found`, `conflict` (the key came with another request).
 */
export async function invokeFunction(
  context: ServiceContext,
  request: {
    functionName: string;
    payload: string;
    invocationType: 'RequestResponse' | 'Event';
    traceId: string | null;
    idempotencyKey: string | null;
  },
): Promise<Invocation> {
  const { functionName, payload, invocationType, traceId, idempotencyKey } = request;
  checkPayload(payload, invocationType);
  const functionArn = await knownFunctionArn(context, functionName);
  const { operationId } = await startOperation(
    context,
    {
      operationId: randomUUID(),
      functionName,
      functionArn,
      invocationType,
      payload,
      traceId: traceId ?? chooseTraceId(),
      parentHopId: null,
      separate: false,
      idempotencyKey: keyHash(functionName, idempotencyKey),
      fingerprint: operationFingerprint([functionName, invocationType, payload, traceId]),
    },
    sendInvocation,
  );
  const settled = await awaitOperation(context, operationId);
  if (settled.status !== 'answered') return { ...settled, chainId: settled.chainId ?? '' };
  const chainId = settled.chainId ?? (await context.store.chains.find(settled.traceId))?.chainId;
  if (chainId === undefined) throw new Error(`operation ${operationId} was answered without a chain`);
  return { ...settled, chainId };
}
