import type { NamedCause } from './exact-cause.ts';
import { isBefore } from './exact-cause.ts';
import type { Hop } from './hop.ts';
import type { Link, LinkEvidence } from './link.ts';
import type { TaskObservation } from './observation.ts';

/**
 * The run of the task that ended right before this one in its execution: the nearest of which a run is known. Null for
 * a first task, and where no run of those before is known.
 */
export function taskBefore({ task, requestId }: Hop, neighbours: readonly Hop[]): NamedCause | null {
  if (task === null || task.earlier.length === 0) return null;
  let nearest: Hop | null = null;
  let nearestRank = Number.POSITIVE_INFINITY;
  for (const hop of neighbours) {
    if (hop.requestId === requestId || hop.task?.executionArn !== task.executionArn) continue;
    const rank = task.earlier.indexOf(hop.task.eventId);
    if (rank < 0 || rank > nearestRank) continue;
    if (nearest !== null && rank === nearestRank && isBefore(nearest, hop)) continue;
    nearest = hop;
    nearestRank = rank;
  }
  return nearest === null
    ? null
    : { hop: nearest, evidence: [{ kind: 'history', value: task.executionArn }] };
}

/** A link that named its cause, no surer than it is that its ends are the tasks that a history tells of. */
export function asSureAsTasks(link: Link, hop: Hop, cause: Hop): Link {
  if (!link.evidence.some(({ kind }) => kind === 'history')) return link;
  const evidence: LinkEvidence[] = [...link.evidence];
  for (const joined of [hop.task, cause.task]) {
    if (joined?.joinedBy === 'time') evidence.push({ kind: 'time', value: timeOf(joined) });
    if (joined?.joinedBy === 'trace') evidence.push({ kind: 'trace', value: joined.traceId ?? '' });
  }
  return { ...link, evidence, strength: strengthBetween(hop, cause) };
}

function strengthBetween(hop: Hop, cause: Hop): Link['strength'] {
  const joins = [hop.task?.joinedBy, cause.task?.joinedBy];
  return joins.includes('time') ? 'guess' : joins.includes('trace') ? 'trace' : 'exact';
}

/** Holds the first tasks of an execution together of which it is not known what started it. */
export function fellowLink(hop: Hop, neighbours: readonly Hop[]): Link | null {
  const { task } = hop;
  if (task === null || !task.fromStart) return null;
  let first: Hop | null = null;
  for (const other of neighbours) {
    if (other.requestId === hop.requestId || other.task?.executionArn !== task.executionArn) continue;
    if (!other.task.fromStart || !isBefore(other, hop)) continue;
    if (first === null || isBefore(other, first)) first = other;
  }
  if (first === null) return null;
  return {
    effectHopId: hop.hopId,
    causeHopId: null,
    strength: strengthBetween(hop, first),
    via: 'stepfunctions',
    evidence: [{ kind: 'history', value: task.executionArn }],
    candidateCount: 0,
    candidateHopIds: [first.hopId],
  };
}

/** Whether a link goes by what names its ends, not only by a trace that they share. */
export function isNamedLink(link: Link | null): link is Link {
  return link !== null && (link.strength === 'exact' || link.evidence.some(({ kind }) => kind === 'history'));
}

function timeOf({ startedMs, timestamp }: TaskObservation): string {
  return new Date(startedMs ?? timestamp).toISOString();
}
