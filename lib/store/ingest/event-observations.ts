import { parentEventIdsOf } from '../../domain/hop-events.ts';
import type { Observation } from '../../domain/observation.ts';
import type { Tx } from '../sql/tx.ts';
import type { WorkingSet } from './working-set.ts';

interface KnownEvent {
  event_id: string;
  operation_id: string | null;
  published_at: Date | null;
  seen_at: Date | null;
}

/** Tells the loaded requests what is known of the events that they name as their parents. */
export async function observeParentEvents(
  tx: Tx,
  set: WorkingSet,
  requestIds: Iterable<string>,
): Promise<void> {
  const named = [...requestIds].flatMap((requestId) =>
    parentEventIdsOf(set.requests.get(requestId)?.observations ?? []).map((eventId) => ({
      requestId,
      eventId,
    })),
  );
  if (named.length === 0) return;
  const rows = await tx.$queryRaw<KnownEvent[]>`
    SELECT event_id, operation_id, published_at, seen_at FROM event
    WHERE event_key = ANY(${[...new Set(named.map(({ eventId }) => eventId))]})`;
  const known = new Map(rows.map((row) => [row.event_id, observationsOf(row)]));
  for (const { requestId, eventId } of named) {
    const state = set.requests.get(requestId);
    const observations = known.get(eventId);
    if (state !== undefined && observations !== undefined) set.add(requestId, state, observations, []);
  }
}

/** The same for all stored requests that name one of the events. */
export async function observeEventsOfRuns(
  tx: Tx,
  set: WorkingSet,
  eventIds: readonly string[],
): Promise<void> {
  if (eventIds.length === 0) return;
  const rows = await tx.$queryRaw<{ request_id: string }[]>`
    SELECT DISTINCT request_id FROM identifier WHERE value = ANY(${[...eventIds]}) AND role = 'parent'`;
  const requestIds = rows.map((row) => row.request_id);
  await set.load(tx, requestIds);
  await observeParentEvents(tx, set, requestIds);
}

function observationsOf({ event_id, operation_id, published_at, seen_at }: KnownEvent): Observation[] {
  const observations: Observation[] = [];
  if (operation_id !== null && published_at !== null) {
    observations.push({
      source: 'operation',
      kind: 'sent',
      operationId: operation_id,
      timestamp: published_at.getTime(),
      eventId: event_id,
    });
  }
  if (seen_at !== null) {
    observations.push({ source: 'event', kind: 'seen', timestamp: seen_at.getTime(), eventId: event_id });
  }
  return observations;
}
