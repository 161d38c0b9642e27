import { AppError } from '../../domain/app-error.ts';
import { readEvent } from '../../domain/event-pattern/read-event.ts';
import type { HopDetailRow } from '../../store/store.ts';
import type { EventDetailRow } from '../../store/store-events.ts';
import type { ServiceContext } from '../service-context.ts';
import type { WalkedEvent } from './walk.ts';

type Context = Pick<ServiceContext, 'store'>;

/** The event by its key. Throws `not-found`. */
export async function walkedEventOf({ store }: Context, eventKey: string): Promise<WalkedEvent> {
  const row = await store.events.find(eventKey);
  if (row === null) {
    throw new AppError('not-found', 'There is no such event.', {
      field: 'eventKey',
      nextStep: 'It may be mistyped, or pruned by retention.',
    });
  }
  const hop = row.causeHop === null ? null : await store.hops.find(row.causeHop.hopId);
  return eventOfRow(row, hop);
}

/** The newest event that the hop published or failed to publish, one that caused no run yet before others. Throws `not-found`. */
export async function walkedEventOfHop(context: Context, hopId: string): Promise<WalkedEvent> {
  const { store } = context;
  const hop = await store.hops.find(hopId);
  if (hop === null) {
    throw new AppError('not-found', 'There is no such hop.', {
      field: 'hopId',
      nextStep: 'It may be mistyped, or pruned by retention.',
    });
  }
  const published = hop.publishedEvents.findLast(({ arrived }) => !arrived) ?? hop.publishedEvents.at(-1);
  const row = published === undefined ? null : await store.events.find(published.eventId);
  const refused = await refusedBy(context, hop);
  if (refused !== null && (row === null || refused.at > row.at) && published?.arrived !== false) {
    return eventOfRow(refused, hop);
  }
  if (row !== null) return eventOfRow(row, hop);
  return {
    row: null,
    eventId: published?.eventId ?? null,
    content: null,
    eventBusName: null,
    at: hop.endedAt ?? hop.startedAt ?? new Date(),
    publishedBy: publisher(hop),
  };
}

/** The newest entry of this hop that AWS refused: it has no event ID, so no run names it. */
async function refusedBy({ store }: Context, hop: HopDetailRow): Promise<EventDetailRow | null> {
  const filter = { eventBusName: null, origin: 'failed', caused: 'all', text: '' } as const;
  const from = hop.startedAt ?? hop.endedAt;
  if (from === null) return null;
  const { rows } = await store.events.list({ ...filter, from }, { limit: 50, cursor: null });
  const refused = rows.find(({ causeHop }) => causeHop?.hopId === hop.hopId);
  return refused === undefined ? null : store.events.find(refused.eventKey);
}

function eventOfRow(row: EventDetailRow, hop: HopDetailRow | null): WalkedEvent {
  const read = readEvent(row.event);
  const isObject = read.ok && typeof read.event === 'object' && read.event !== null;
  return {
    row,
    eventId: row.eventId,
    content: isObject ? (read.event as Record<string, unknown>) : null,
    eventBusName: row.eventBusName,
    at: row.at,
    publishedBy: hop === null ? null : publisher(hop),
  };
}

function publisher({ functionName, functionArn, requestId }: HopDetailRow): WalkedEvent['publishedBy'] {
  return { functionName, functionArn, requestId };
}
