import { traceKeyOf } from '../../domain/trace-header.ts';
import { applyChanges } from '../ingest/apply-changes.ts';
import { observeEventsOfRuns } from '../ingest/event-observations.ts';
import { notifyEvents } from '../ingest/notify-chains.ts';
import { WorkingSet } from '../ingest/working-set.ts';
import type { Tx } from '../sql/tx.ts';
import type { StoreContext } from '../store-context.ts';
import type { OperationRow } from '../store-operations.ts';

/** Makes the accepted events of an operation what the hop that it continues has published, and tells the runs they caused. */
export async function observePublished(
  tx: Tx,
  context: StoreContext,
  operation: OperationRow,
): Promise<void> {
  const eventIds = (operation.entries ?? []).flatMap(({ eventId }) => eventId ?? []);
  const set = new WorkingSet();
  if (operation.parentHopId === null) await takeRunsOfTrace(tx, set, operation.traceId);
  else await observeParent(tx, set, operation, operation.parentHopId, eventIds);
  await observeEventsOfRuns(tx, set, eventIds);
  await applyChanges(tx, context, set);
  await notifyEvents(tx);
}

async function observeParent(
  tx: Tx,
  set: WorkingSet,
  { operationId, sentAt, createdAt }: OperationRow,
  hopId: string,
  eventIds: readonly string[],
): Promise<void> {
  const [row] = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT request_id FROM hop WHERE hop_id = ${hopId}`;
  if (row === undefined) return;
  await set.load(tx, [row.request_id]);
  const state = set.requests.get(row.request_id);
  if (state === undefined) return;
  const timestamp = (sentAt ?? createdAt).getTime();
  const observations = eventIds.map((eventId) => ({
    source: 'operation' as const,
    kind: 'published' as const,
    operationId,
    timestamp,
    eventId,
    hopId,
  }));
  set.add(row.request_id, state, observations, []);
}

/** Runs that came before the answer did are linked again, because only now it is known what ran the first of them. */
async function takeRunsOfTrace(tx: Tx, set: WorkingSet, traceId: string): Promise<void> {
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT request_id FROM hop WHERE trace_key = ${traceKeyOf(traceId)} LIMIT 100`;
  const requestIds = rows.map((row) => row.request_id);
  await set.load(tx, requestIds);
  for (const requestId of requestIds) set.changed.add(requestId);
}
