import type { Hop } from './hop.ts';
import type { MarkerRef } from './marker.ts';

/** An identifier by which a hop names another run, or an event or execution that stands between them. */
export interface HopReference {
  role: 'next' | 'parent';
  kind: 'request-id' | 'event-id' | 'execution-arn';
  value: string;
  /** Who says so where it is no marker of the hop. */
  by?: { kind: 'operation' | 'destination-record'; value: string };
}

/**
 * What the markers of a hop name, what else tells that it published, and the event that its log shows as what it got,
 * each once. A log may show other events, too: where a marker names the event, or the log shows several, only the
 * marker counts. Two hops are neighbours where one's request ID is the other's
 * `request-id` reference, or where both name the same event or execution in opposite roles.
 */
export function referencesOf(hop: Hop): readonly HopReference[] {
  const known = read.get(hop.markers);
  if (known?.publishedCount === hop.published.length) return known.references;
  const references = new Map<string, HopReference>();
  const add = (reference: HopReference) => {
    const key = `${reference.role} ${reference.kind} ${reference.value}`;
    if (!references.has(key) || reference.by !== undefined) references.set(key, reference);
  };
  for (const { next, parent } of hop.markers) {
    for (const reference of [...namedBy('next', next), ...namedBy('parent', parent)]) add(reference);
  }
  for (const { eventId, by, value } of hop.published) {
    const said = by === 'carrier' ? {} : { by: { kind: by, value } };
    add({ role: 'next', kind: 'event-id', value: eventId, ...said });
  }
  for (const reference of receivedBy(hop)) add(reference);
  const found = [...references.values()];
  read.set(hop.markers, { publishedCount: hop.published.length, references: found });
  return found;
}

function receivedBy({ markers, receivedEvents }: Hop): HopReference[] {
  const [event] = receivedEvents;
  if (event === undefined || receivedEvents.some(({ eventId }) => eventId !== event.eventId)) return [];
  const named = markers.flatMap(({ parent }) => parent ?? []);
  if (named.some(({ eventId }) => eventId !== undefined && eventId !== event.eventId)) return [];
  const { eventId, causeRequestId } = event;
  const told = named.some((ref) => ref.requestId !== undefined) ? null : causeRequestId;
  return namedBy('parent', { eventId, ...(told === null ? {} : { requestId: told }) });
}

/** Markers never change, and the caller of a large fan-out is looked at once for each run that it called. */
const read = new WeakMap<Hop['markers'], { publishedCount: number; references: readonly HopReference[] }>();

function namedBy(role: HopReference['role'], ref: MarkerRef | null): HopReference[] {
  const references: HopReference[] = [];
  if (ref?.requestId !== undefined) references.push({ role, kind: 'request-id', value: ref.requestId });
  if (ref?.eventId !== undefined) references.push({ role, kind: 'event-id', value: ref.eventId });
  if (ref?.executionArn !== undefined) {
    references.push({ role, kind: 'execution-arn', value: ref.executionArn });
  }
  return references;
}
