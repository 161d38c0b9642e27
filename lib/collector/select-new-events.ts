import type { LogEvent } from '../domain/observation.ts';

/**
 * The events of a page worth writing: those not `seen`, with every event of the same stream and millisecond, because a
 * line's ordinal among equals counts from the first of its millisecond. An event that AWS delivers twice comes once.
 */
export function selectNewEvents(events: readonly LogEvent[], seen: (event: LogEvent) => boolean): LogEvent[] {
  const moments = new Set<string>();
  for (const event of events) {
    if (!seen(event)) moments.add(momentOf(event));
  }
  if (moments.size === 0) return [];
  const taken = new Set<string>();
  return events.filter((event) => {
    if (!moments.has(momentOf(event))) return false;
    if (event.eventId === null) return true;
    if (taken.has(event.eventId)) return false;
    taken.add(event.eventId);
    return true;
  });
}

/** The events of a page's last millisecond: the next page may go on with equals of them. */
export function lastMoment(events: readonly LogEvent[]): LogEvent[] {
  let latest = Number.NEGATIVE_INFINITY;
  for (const event of events) latest = Math.max(latest, event.timestamp);
  return events.filter((event) => event.timestamp === latest);
}

function momentOf(event: LogEvent): string {
  return `${event.timestamp} ${event.logStreamName}`;
}
