import type { Hop } from './hop.ts';
import { referencesOf } from './hop-references.ts';
import type { Observation, PublishedObservation, RecordObservation } from './observation.ts';
import { observationKey } from './observation-key.ts';

/**
 * Gives the hops of a request, in order and named, what was seen of the events that they published and of those that
 * ran them. A record is about the last run; an operation went on from one hop, or where that is gone, from the last
 * that began before it.
 */
export function attachEvents(hops: readonly Hop[], observations: readonly Observation[]): void {
  const last = hops.at(-1);
  if (last === undefined) return;
  for (const observation of observations) {
    switch (observation.kind) {
      case 'published':
        publish(publisherOf(hops, observation, last), observation, 'operation', observation.operationId);
        break;
      case 'record':
        publish(last, observation, 'destination-record', last.requestId);
        last.recorded = true;
        break;
      case 'carried':
        publish(begunBefore(hops, observation.timestamp) ?? last, observation, 'carrier', last.requestId);
        break;
      default:
    }
  }
  for (const { published } of hops) for (const event of published) match(event, observations);
  for (const observation of observations) {
    if (observation.kind !== 'sent' && observation.kind !== 'seen') continue;
    const { eventId, timestamp: atMs } = observation;
    const operationId = observation.kind === 'sent' ? observation.operationId : null;
    for (const hop of hops) {
      const named = referencesOf(hop).some((ref) => ref.role === 'parent' && ref.value === eventId);
      if (!named) continue;
      hop.parentEvents.push({ eventId, atMs, operationId });
      hop.observationKeys.push(observationKey(observation));
    }
  }
}

function publish(
  hop: Hop,
  observation: Observation & { eventId: string },
  by: Hop['published'][number]['by'],
  value: string,
): void {
  hop.published.push({ eventId: observation.eventId, atMs: observation.timestamp, by, value });
  const key = observationKey(observation);
  if (!hop.observationKeys.includes(key)) hop.observationKeys.push(key);
}

/** Notes whom a rule sends the event to, but where its delivery failed. */
function match(event: Hop['published'][number], observations: readonly Observation[]): void {
  const told = (kind: 'matched' | 'undelivered') =>
    observations.flatMap((each) =>
      each.kind === kind && each.eventId === event.eventId ? each.functionName : [],
    );
  const undelivered = told('undelivered');
  const matched = told('matched').filter((functionName) => !undelivered.includes(functionName));
  if (matched.length > 0) event.matched = matched.sort();
}

function publisherOf(hops: readonly Hop[], { hopId, timestamp }: PublishedObservation, last: Hop): Hop {
  return hops.find((hop) => hop.hopId === hopId) ?? begunBefore(hops, timestamp) ?? last;
}

function begunBefore(hops: readonly Hop[], atMs: number): Hop | undefined {
  return hops.findLast((hop) => (hop.startedAt?.getTime() ?? 0) <= atMs);
}

/** What a destination record says of a run's end, as an answer to its caller would. */
export function answerOf(record: RecordObservation) {
  const { timestamp, errorType, errorMessage, outcome } = record;
  return {
    source: 'operation' as const,
    kind: 'answered' as const,
    operationId: '',
    timestamp,
    functionError: outcome === 'succeeded' ? null : 'Unhandled',
    errorType,
    errorMessage,
  };
}

/** The events that a request says ran it, by its markers and by what its log shows as what it got. */
export function parentEventIdsOf(observations: readonly Observation[]): string[] {
  const eventIds = observations.flatMap((observation) => {
    if (observation.kind === 'event') return [observation.event.eventId];
    return observation.kind === 'marker' ? (observation.marker.parent?.eventId ?? []) : [];
  });
  return [...new Set(eventIds)];
}
