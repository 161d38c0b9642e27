import type { PublishEventsInput } from '../../contract/event.ts';
import { removeCarrier } from '../../domain/json-text.ts';
import type { OperationRow } from '../../store/store.ts';
import { awaitOperation } from '../operation/await-operation.ts';
import { chooseTraceId } from '../operation/chosen-trace.ts';
import { continuedHop } from '../operation/continued-hop.ts';
import { keyHash } from '../operation/key-hash.ts';
import { operationFingerprint } from '../operation/operation-fingerprint.ts';
import { startOperation } from '../operation/start-operation.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkEntries } from './check-entries.ts';
import { requireBuses } from './require-buses.ts';
import { sendEvents } from './send-events.ts';

/**
 * Publishes one to ten events: to go on with a hop's chain (its Root, details as given, so that a carrier leads on) or
 * as a chain of their own (own Root, the carrier field taken out). Answers as soon as it is written down. The same
 * operation ID or idempotency key publishes once.
 * Throws `invalid-input` (also for a bus that does not exist), `payload-too-large`, `not-found`, `conflict`.
 */
export async function publishEvents(
  context: ServiceContext,
  input: PublishEventsInput & { idempotencyKey?: string | null },
): Promise<{ operationId: string }> {
  checkEntries(input.entries);
  const continued = input.hopId === null ? null : await continuedHop(context, input.hopId, 'hopId');
  await requireBuses(context, input.entries);
  const entries = input.entries.map((entry) => ({
    ...entry,
    detail: continued === null ? removeCarrier(entry.detail).text : entry.detail,
    time: entry.time === null ? null : new Date(entry.time),
  }));
  const row = await startOperation(
    context,
    {
      operationId: input.operationId,
      functionName: null,
      functionArn: null,
      invocationType: null,
      payload: '',
      entries,
      traceId: continued?.traceId ?? chooseTraceId(),
      parentHopId: continued?.hopId ?? null,
      separate: continued === null,
      idempotencyKey: keyHash('publish', input.idempotencyKey ?? null),
      fingerprint: operationFingerprint([continued?.hopId ?? null, JSON.stringify(input.entries)]),
    },
    sendEvents,
  );
  return { operationId: row.operationId };
}

/** The same for the automation API: waits until each entry is settled. */
export async function publishEventsAndWait(
  context: ServiceContext,
  input: Parameters<typeof publishEvents>[1],
): Promise<OperationRow> {
  const { operationId } = await publishEvents(context, input);
  return awaitOperation(context, operationId);
}
