import 'server-only';
import type { z } from 'zod';
import type { EventListQuery, zEventPage } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';
import { eventSummary } from './dto/event-dto.ts';

/** One page of events, newest first. Throws `invalid-input` for a cursor that cannot be. */
export async function getEvents(
  query: EventListQuery & { limit: number; cursor?: string | undefined },
): Promise<z.infer<typeof zEventPage>> {
  const { store } = await getRuntime();
  const { bus = null, origin, caused, text = '', withinMs, limit, cursor = null } = query;
  const filter = { eventBusName: bus, origin, caused, text, from: new Date(Date.now() - withinMs) };
  const { rows, nextCursor } = await store.events.list(filter, { limit, cursor });
  return { items: rows.map(eventSummary), nextCursor };
}
