import { parentEventsOf, publishedEventsOf } from './event-runs.ts';
import { isBefore } from './exact-cause.ts';
import type { Hop } from './hop.ts';
import { referencesOf } from './hop-references.ts';
import type { Link, LinkEvidence } from './link.ts';
import { mayHaveSent, traceCauseOf } from './trace-cause.ts';

/** Whether a run is known that names this event as its parent. */
export type IsClaimed = (eventId: string) => boolean;

/**
 * The link that only a shared trace makes. A run that an operator's event caused, or the event that caused its siblings
 * in the trace, is no effect of those siblings: then it joins them without a parent. A run that names no parent is
 * believed to be what the one hop caused that published an event which no run claims.
 */
export function traceLink(hop: Hop, sameTrace: readonly Hop[], isClaimed: IsClaimed): Link | null {
  const able = sameTrace.filter((other) => mayCause(other, hop));
  const found = traceCauseOf(hop, able);
  if (found === null) return siblingLink(hop, sameTrace);
  const evidence: LinkEvidence[] = [{ kind: 'trace', value: hop.traceId ?? '' }];
  const by = found.hop === null ? null : found.by;
  if (by === 'trace-span') evidence.unshift({ kind: 'trace-span', value: hop.parentSpanId ?? '' });
  if (by === 'trace-time') {
    evidence.unshift({ kind: 'trace-time', value: hop.startedAt?.toISOString() ?? '' });
  }
  const emitter = emitterOf(hop, found.hop === null ? found.candidates : [found.hop], isClaimed);
  if (emitter?.eventIds.length === 1) {
    evidence.unshift(...emitter.eventIds.map((value) => ({ kind: 'event-id' as const, value })));
  }
  const cause = found.hop ?? emitter?.hop ?? null;
  return {
    effectHopId: hop.hopId,
    causeHopId: cause?.hopId ?? null,
    strength: 'trace',
    via: viaOf(hop, emitter !== null),
    evidence,
    candidateCount: cause === null ? found.candidates.length : 1,
    candidateHopIds: cause === null ? found.candidates.map((candidate) => candidate.hopId) : [],
  };
}

function viaOf(hop: Hop, byEvent: boolean): Link['via'] {
  if (hop.task !== null) return 'stepfunctions';
  if (hop.operationId !== null) return hop.conditionId === null ? 'manual' : 'invoke';
  return byEvent || parentEventsOf(hop).length > 0 ? 'eventbridge' : 'unknown';
}

function mayCause(other: Hop, hop: Hop): boolean {
  if (hop.parentEvents.some(({ operationId }) => operationId !== null)) return false;
  // what ran before it in its execution, the history tells
  if (hop.task !== null && other.task?.executionArn === hop.task.executionArn) return false;
  const events = parentEventsOf(hop);
  return events.length === 0 || !parentEventsOf(other).some((eventId) => events.includes(eventId));
}

/** Holds runs of one trace together that have a cause outside of it. */
function siblingLink(hop: Hop, sameTrace: readonly Hop[]): Link | null {
  const earlier = sameTrace.filter((other) => !mayCause(other, hop) && isSibling(other, hop));
  const [before] = earlier.sort((a, b) => (isBefore(a, b) ? 1 : -1));
  if (before === undefined) return null;
  return {
    effectHopId: hop.hopId,
    causeHopId: null,
    strength: 'trace',
    via: viaOf(hop, true),
    evidence: [{ kind: 'trace', value: hop.traceId ?? '' }],
    candidateCount: 0,
    candidateHopIds: [before.hopId],
  };
}

function isSibling(other: Hop, hop: Hop): boolean {
  return other.requestId !== hop.requestId && other.startedAt !== null && isBefore(other, hop);
}

/** The one hop of `candidates` that published something which nothing else explains, else the last of a row of records. */
function emitterOf(
  hop: Hop,
  candidates: readonly Hop[],
  isClaimed: IsClaimed,
): { hop: Hop; eventIds: string[] } | null {
  if (hop.operationId !== null || referencesOf(hop).some((ref) => ref.role === 'parent')) return null;
  const emitters = candidates.flatMap((candidate) => {
    if (!mayHaveSent(candidate, hop)) return [];
    const eventIds = publishedEventsOf(candidate).filter((eventId) => !isClaimed(eventId));
    return eventIds.length === 0 ? [] : [{ hop: candidate, eventIds }];
  });
  return emitters.length === 1 ? (emitters[0] ?? null) : lastOfRow(hop, emitters);
}

/**
 * Lambda sends the record of a run after its end. Where runs with records followed one another, each is what ran the
 * next, so that the last before `hop` ran `hop`; null where any of them overlap or published something else.
 */
function lastOfRow(
  hop: Hop,
  emitters: readonly { hop: Hop; eventIds: string[] }[],
): { hop: Hop; eventIds: string[] } | null {
  const row = emitters
    .filter(({ hop: { endedAt } }) => endedAt !== null && endedAt <= (hop.startedAt ?? 0))
    .sort((a, b) => (isBefore(a.hop, b.hop) ? -1 : 1));
  const ordered = row.every(({ hop: own, eventIds }, index) => {
    const before = row[index - 1]?.hop.endedAt ?? null;
    const [eventId] = eventIds;
    const record = own.published.find((event) => event.eventId === eventId)?.by === 'destination-record';
    return eventIds.length === 1 && record && (before === null || before <= (own.startedAt ?? 0));
  });
  return ordered ? (row.at(-1) ?? null) : null;
}
