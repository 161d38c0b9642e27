import { earlierRunOfEvent, parentEventsOf } from './event-runs.ts';
import { type NamedCause, namedCauses, parentCountOf } from './exact-cause.ts';
import type { Hop, Mechanism } from './hop.ts';
import { referencesOf } from './hop-references.ts';
import type { Link, LinkEvidence } from './link.ts';
import { asSureAsTasks, fellowLink, taskBefore } from './task-cause.ts';
import { traceKeyOf } from './trace-header.ts';
import { type IsClaimed, traceLink } from './trace-link.ts';

export { referencesOf };

/**
 * The link from the cause of `hop` to it, or null where it begins its chain: a separation by an operator
 * beats all; then the previous delivery of the same request or of the same event, the operation that ran it again, the
 * task before it in its execution, what callers and the run itself name exactly, and last the trace. A run with several causes joins nothing: see `causesOf`.
 *
 * `isClaimed` tells of an event that a neighbour published whether a run names it as its parent.
 *
 * `neighbours` are, in any order: the other hops of the same request; the hop of `rerunOfHopId`; hops that the hop's
 * references name, that name the hop, or that name the same event or execution; and hops of its trace that were
 * running at its start or ended up to 30 s before, or one earlier hop of the trace where none did, but none of a chain
 * that `joinsByTrace` keeps apart.
 */
export function linkHop(
  hop: Hop,
  neighbours: readonly Hop[],
  isClaimed: IsClaimed = () => false,
): Link | null {
  if (hop.separated) return null;
  const before = hop.repetition === null ? undefined : previousDelivery(hop, neighbours);
  if (before !== undefined && hop.repetition !== null) {
    return exactLink(hop, before, hop.repetition, [{ kind: 'repetition', value: hop.requestId }]);
  }
  const rerunOf =
    hop.rerunOfHopId === null ? undefined : neighbours.find(({ hopId }) => hopId === hop.rerunOfHopId);
  if (rerunOf !== undefined && rerunOf.requestId !== hop.requestId) {
    return exactLink(hop, rerunOf, hop.conditionId === null ? 'manual' : 'invoke', [
      { kind: 'operation', value: hop.operationId ?? '' },
    ]);
  }
  const task = taskBefore(hop, neighbours);
  if (task !== null) {
    return asSureAsTasks(exactLink(hop, task.hop, 'stepfunctions', task.evidence), hop, task.hop);
  }
  const twin = earlierRunOfEvent(hop, neighbours);
  if (twin !== null) {
    return exactLink(hop, twin.hop, 'duplicate-delivery', [{ kind: 'event-id', value: twin.eventId }]);
  }
  const causes = namedCauses(hop, neighbours);
  const [cause] = causes;
  if (causes.length > 1 || parentCountOf(referencesOf(hop)) > 1) return null;
  if (cause !== undefined) {
    return asSureAsTasks(
      exactLink(hop, cause.hop, mechanismNamed(hop, cause), cause.evidence),
      hop,
      cause.hop,
    );
  }
  const fellow = fellowLink(hop, neighbours);
  if (fellow !== null) return fellow;
  const traceKey = keyOf(hop);
  if (traceKey === null) return null;
  return traceLink(
    hop,
    neighbours.filter((other) => keyOf(other) === traceKey),
    isClaimed,
  );
}

/** The known causes of a run that has several; its chain points to theirs. Empty for any other run. */
export function causesOf(hop: Hop, neighbours: readonly Hop[]): Hop[] {
  if (hop.separated || hop.repetition !== null || hop.rerunOfHopId !== null) return [];
  if (taskBefore(hop, neighbours) !== null) return [];
  const causes = namedCauses(hop, neighbours);
  return causes.length > 1 || parentCountOf(referencesOf(hop)) > 1 ? causes.map((cause) => cause.hop) : [];
}

/** A chain that holds such a hop is joined by no other trace key than this one; null: by none at all. */
export interface Detachment {
  traceKey: string | null;
}

/**
 * What sets the chain of `hop` apart from its trace: an operator's "start a new chain" (only the trace that it was sent
 * with counts, whatever an old carrier in the payload says), or several causes.
 */
export function detachmentOf(hop: Hop, neighbours: readonly Hop[]): Detachment | null {
  if (hop.separated) return { traceKey: keyOf(hop) };
  if (hop.repetition !== null || hop.rerunOfHopId !== null) return null;
  if (taskBefore(hop, neighbours) !== null) return null;
  const several = namedCauses(hop, neighbours).length > 1 || parentCountOf(referencesOf(hop)) > 1;
  return several ? { traceKey: null } : null;
}

/** Whether hops of the trace key may join a chain that holds these detachments. */
export function joinsByTrace(detachments: readonly Detachment[], traceKey: string): boolean {
  return detachments.every((detachment) => detachment.traceKey === traceKey);
}

/** How a hop was caused: by its link, else by what it says itself. */
export function mechanismOf(hop: Hop, link: Link | null): Mechanism {
  if (link !== null && link.via !== 'unknown') return link.via;
  if (hop.repetition !== null) return hop.repetition;
  if (hop.task !== null) return 'stepfunctions';
  if (hop.operationId !== null) return hop.conditionId === null ? 'manual' : 'invoke';
  const named = hop.markers.find((marker) => marker.parent !== null)?.via;
  return named ?? (parentEventsOf(hop).length > 0 ? 'eventbridge' : 'unknown');
}

function keyOf(hop: Hop): string | null {
  return hop.traceId === null ? null : traceKeyOf(hop.traceId);
}

function previousDelivery(hop: Hop, neighbours: readonly Hop[]): Hop | undefined {
  return neighbours
    .filter((other) => other.requestId === hop.requestId && other.deliveryAttempt < hop.deliveryAttempt)
    .sort((a, b) => b.deliveryAttempt - a.deliveryAttempt)[0];
}

function exactLink(hop: Hop, cause: Hop, via: Mechanism, evidence: LinkEvidence[]): Link {
  return {
    effectHopId: hop.hopId,
    causeHopId: cause.hopId,
    strength: 'exact',
    via,
    evidence,
    candidateCount: 1,
  };
}

/** By an event that both name, by the caller's marker that names the effect, else by what the effect says itself. */
function mechanismNamed(hop: Hop, { hop: cause, evidence }: NamedCause): Mechanism {
  if (hop.task !== null) return 'stepfunctions';
  if (evidence.some((proof) => proof.kind === 'event-id')) return 'eventbridge';
  const named = cause.markers.find(
    (marker) => marker.next !== null && marker.next.requestId === hop.requestId,
  );
  return named?.via ?? mechanismOf(hop, null);
}
