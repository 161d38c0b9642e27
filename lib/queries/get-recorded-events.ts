import 'server-only';
import type { RecordedEvents } from '../contract/event.ts';
import { getRuntime } from '../runtime/runtime.ts';

/** Whole events of a bus, newest first, and whether the bus is watched. */
export async function getRecordedEvents(query: {
  bus: string;
  withinMs: number;
  limit: number;
}): Promise<RecordedEvents> {
  const { events } = (await getRuntime()).store;
  const { bus: eventBusName, withinMs, limit } = query;
  const since = new Date(Date.now() - withinMs);
  const [recorded, buses] = await Promise.all([
    events.recorded({ eventBusName, since, limit: limit + 1 }),
    events.watchedBuses(),
  ]);
  return {
    items: recorded.slice(0, limit).map(({ at, ...event }) => ({ ...event, at: at.toISOString() })),
    truncated: recorded.length > limit,
    watched: buses.some((bus) => bus.eventBusName === eventBusName),
  };
}
