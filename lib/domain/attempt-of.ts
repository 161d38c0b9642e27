import { parentEventsOf } from './event-runs.ts';
import type { Hop } from './hop.ts';
import type { Link } from './link.ts';

/**
 * Which attempt a run is, and of how many: what its own marker states; else one more than the run that named it as its
 * next; else the delivery of its request. A handler that prints its marker only when it goes on says nothing in its
 * last run, so that run's place follows from the one before.
 */
export function attemptOf(
  hop: Hop,
  link: Link | null,
  cause: Hop | null,
): { attempt: number; maxAttempts: number | null } {
  const own = { attempt: hop.attempt, maxAttempts: hop.maxAttempts };
  if (hop.markers.some((marker) => marker.attempt !== null)) return own;
  if (link === null || cause === null || link.strength !== 'exact' || hop.repetition !== null) return own;
  const events = parentEventsOf(hop);
  const named = cause.markers.find(
    ({ next }) =>
      next?.requestId === hop.requestId || (next?.eventId !== undefined && events.includes(next.eventId)),
  );
  if (named === undefined || named.attempt === null) return own;
  return { attempt: named.attempt + 1, maxAttempts: hop.maxAttempts ?? named.maxAttempts };
}
