import type { Hop } from './hop.ts';
import type { MarkerRef } from './marker.ts';
import { taskIdOf } from './observation-key.ts';

/** An identifier by which a hop names another run, or an event or execution that stands between them. */
export interface HopReference {
  role: 'next' | 'parent';
  kind: 'request-id' | 'event-id' | 'execution-arn' | 'task';
  value: string;
  /** Who says so where it is no marker of the hop. */
  by?: { kind: 'operation' | 'destination-record' | 'history'; value: string };
}

/**
 * What the markers of a hop name, what else tells that it published, and the event that its log shows as what it got,
 * each once. A log may show other events, too: where a marker names the event, or the log shows several, only the
 * marker counts. Two hops are neighbours where one's request ID is the other's
 * `request-id` reference, or where both name the same event or execution in opposite roles.
 */
export function referencesOf(hop: Hop): readonly HopReference[] {
  const known = read.get(hop.markers);
  if (known?.toldCount === toldCountOf(hop)) return known.references;
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
  for (const { executionArn, by, value } of hop.started) {
    add({ role: 'next', kind: 'execution-arn', value: executionArn, by: { kind: by, value } });
  }
  for (const reference of [...receivedBy(hop), ...taskReferences(hop)]) add(reference);
  const found = [...references.values()];
  read.set(hop.markers, { toldCount: toldCountOf(hop), references: found });
  return found;
}

/** Its own place in the execution, the tasks before it, and for a first task what started the execution. */
function taskReferences({ task, origins }: Hop): HopReference[] {
  if (task === null) return [];
  const { executionArn, eventId, earlier, fromStart } = task;
  const by = { kind: 'history' as const, value: executionArn };
  const references: HopReference[] = [
    { role: 'next', kind: 'task', value: taskIdOf(executionArn, eventId), by },
    ...earlier.map((id) => ({
      role: 'parent' as const,
      kind: 'task' as const,
      value: taskIdOf(executionArn, id),
      by,
    })),
  ];
  if (!fromStart) return references;
  references.push({ role: 'parent', kind: 'execution-arn', value: executionArn, by });
  for (const origin of origins) references.push({ role: 'parent', kind: origin.by, value: origin.value, by });
  return references;
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
const read = new WeakMap<Hop['markers'], { toldCount: number; references: readonly HopReference[] }>();

function toldCountOf({ published, started, origins }: Hop): number {
  return published.length + started.length + origins.length;
}

function namedBy(role: HopReference['role'], ref: MarkerRef | null): HopReference[] {
  const references: HopReference[] = [];
  if (ref?.requestId !== undefined) references.push({ role, kind: 'request-id', value: ref.requestId });
  if (ref?.eventId !== undefined) references.push({ role, kind: 'event-id', value: ref.eventId });
  if (ref?.executionArn !== undefined) {
    references.push({ role, kind: 'execution-arn', value: ref.executionArn });
  }
  return references;
}
