import 'server-only';
import { randomUUID } from 'node:crypto';
import type { EventEntry, WatchBusInput } from '../contract/event.ts';
import type { OperationDto } from '../contract/operation.ts';
import type { Plan } from '../contract/plan.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { publishEventsAndWait } from '../services/publish/publish-events.ts';
import { planWatchBus } from '../services/watch-bus/plan-watch-bus.ts';

/**
 * The automation API's way to publish; its door has authorised. Answers the settled operation's ID, the first one for
 * the same `idempotencyKey`. Throws `invalid-input`, `payload-too-large`, `not-found`, `conflict`.
 */
export async function acceptEvents(request: {
  entries: EventEntry[];
  hopId: string | null;
  idempotencyKey: string | null;
}): Promise<OperationDto['operationId']> {
  const runtime = await getRuntime();
  const { operationId } = await publishEventsAndWait(runtime, { ...request, operationId: randomUUID() });
  return operationId;
}

/** The same for watching a bus: the plan, nothing is changed yet. */
export async function acceptWatchPlan(input: WatchBusInput): Promise<Plan> {
  return planWatchBus(await getRuntime(), input);
}
