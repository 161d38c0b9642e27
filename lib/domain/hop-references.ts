import type { Hop } from './hop.ts';
import type { MarkerRef } from './marker.ts';

/** An identifier by which a hop names another run, or an event or execution that stands between them. */
export interface HopReference {
  role: 'next' | 'parent';
  kind: 'request-id' | 'event-id' | 'execution-arn';
  value: string;
}

/**
 * What the markers of a hop name, each once. Two hops are neighbours where one's request ID is the other's
 * `request-id` reference, or where both name the same event or execution in opposite roles.
 */
export function referencesOf(hop: Hop): readonly HopReference[] {
  const known = read.get(hop.markers);
  if (known !== undefined) return known;
  const references = new Map<string, HopReference>();
  for (const marker of hop.markers) {
    for (const reference of [referenceOf('next', marker.next), referenceOf('parent', marker.parent)]) {
      if (reference === null) continue;
      references.set(`${reference.role} ${reference.kind} ${reference.value}`, reference);
    }
  }
  const found = [...references.values()];
  read.set(hop.markers, found);
  return found;
}

/** Markers never change, and the caller of a large fan-out is looked at once for each run that it called. */
const read = new WeakMap<Hop['markers'], readonly HopReference[]>();

function referenceOf(role: HopReference['role'], ref: MarkerRef | null): HopReference | null {
  if (ref?.requestId !== undefined) return { role, kind: 'request-id', value: ref.requestId };
  if (ref?.eventId !== undefined) return { role, kind: 'event-id', value: ref.eventId };
  if (ref?.executionArn !== undefined) return { role, kind: 'execution-arn', value: ref.executionArn };
  return null;
}
