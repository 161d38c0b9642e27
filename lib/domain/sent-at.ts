import { causingEventsOf } from './event-runs.ts';
import type { Hop } from './hop.ts';
import type { Link } from './link.ts';

/**
 * When that was sent which ran `hop`: by the operation that sent it, by its caller's marker, by the event's publisher or
 * by the bus on which it was seen. Null where nobody says, and for a repetition, which nobody sent anew.
 */
export function sentAtOf(hop: Hop, link: Link | null, cause: Hop | null): Date | null {
  if (hop.repetition !== null) return null;
  if (hop.invokedAt !== null) return hop.invokedAt;
  if (hop.task !== null) return new Date(hop.task.timestamp);
  const events = causingEventsOf(hop, link);
  const times = [
    hop.parentEvents.filter(({ operationId }) => operationId !== null).map(({ atMs }) => atMs),
    link?.via === 'duplicate-delivery' || cause === null ? [] : saidBy(cause, hop, events),
    hop.parentEvents.map(({ atMs }) => atMs),
  ];
  const atMs = times.find((found) => found.length > 0);
  return atMs === undefined ? null : new Date(Math.min(...atMs));
}

function saidBy(cause: Hop, hop: Hop, events: readonly string[]): number[] {
  const printed = cause.markers.flatMap(({ next }, index) => {
    const names =
      next?.requestId === hop.requestId || (next?.eventId !== undefined && events.includes(next.eventId));
    return names ? (cause.markedAtMs[index] ?? []) : [];
  });
  if (printed.length > 0) return printed;
  return cause.published.filter(({ eventId }) => events.includes(eventId)).map(({ atMs }) => atMs);
}
