import { isBefore } from './exact-cause.ts';
import type { Hop } from './hop.ts';
import { referencesOf } from './hop-references.ts';
import type { Link } from './link.ts';

/** The events that a hop names as what ran it. */
export function parentEventsOf(hop: Hop): string[] {
  return eventsOf(hop, 'parent');
}

/** The events that a hop published, as it or another tells. */
export function publishedEventsOf(hop: Hop): string[] {
  return eventsOf(hop, 'next');
}

function eventsOf(hop: Hop, role: 'next' | 'parent'): string[] {
  return referencesOf(hop)
    .filter((ref) => ref.role === role && ref.kind === 'event-id')
    .map((ref) => ref.value);
}

/**
 * The run of the same function that the same event caused just before: EventBridge delivers at least once, and two rules
 * may have one target, so that one event runs a function more than once. Each further run follows the one before it as
 * a duplicate delivery; runs of other functions are a fan-out. Null for a run of several events.
 */
export function earlierRunOfEvent(
  hop: Hop,
  neighbours: readonly Hop[],
): { hop: Hop; eventId: string } | null {
  const [eventId, ...others] = parentEventsOf(hop);
  if (eventId === undefined || others.length > 0 || hop.repetition !== null || hop.task !== null) return null;
  let latest: Hop | null = null;
  for (const other of neighbours) {
    if (other.functionName !== hop.functionName || other.requestId === hop.requestId) continue;
    if (other.repetition !== null || other.task !== null || !isBefore(other, hop)) continue;
    const events = parentEventsOf(other);
    if (events.length !== 1 || events[0] !== eventId) continue;
    if (latest === null || isBefore(latest, other)) latest = other;
  }
  return latest === null ? null : { hop: latest, eventId };
}

/** The events that caused a hop, as it names them, else as its link by the trace tells. */
export function causingEventsOf(hop: Hop, link: Link | null): string[] {
  const named = parentEventsOf(hop);
  if (named.length > 0 || link?.strength !== 'trace') return named;
  return link.evidence.filter((proof) => proof.kind === 'event-id').map((proof) => proof.value);
}
