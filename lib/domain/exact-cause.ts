import type { Hop } from './hop.ts';
import { type HopReference, referencesOf } from './hop-references.ts';
import type { LinkEvidence } from './link.ts';

export interface NamedCause {
  hop: Hop;
  evidence: LinkEvidence[];
}

/**
 * The runs that exact references make causes of `hop`, one per request: those that name it and those that it names.
 * More than one is a run with several causes, such as a batch. Where a caller says which request it made, or that it
 * published the event that the run got, that is the one cause, and a parent that only the payload tells is left out: it
 * may come from a copied payload. Of an event that an operator published only the operation tells what it goes on with,
 * for the event may be a copy of another's.
 */
export function namedCauses(hop: Hop, referenced: readonly Hop[]): NamedCause[] {
  const own = referencesOf(hop);
  const byRequest = new Map<string, NamedCause[]>();
  const eventId = eventOfOperator(hop, own);
  for (const candidate of referenced) {
    if (candidate.requestId === hop.requestId) continue;
    if (eventId !== null && !goesOn(candidate, eventId)) continue;
    const evidence = evidenceOf(hop, own, candidate);
    if (evidence.length === 0 || (isBefore(hop, candidate) && namesAsEffect(hop, own, candidate))) continue;
    const runs = byRequest.get(candidate.requestId);
    if (runs === undefined) byRequest.set(candidate.requestId, [{ hop: candidate, evidence }]);
    else runs.push({ hop: candidate, evidence });
  }
  const causes = [...byRequest.values()].map((runs) => likeliestRun(hop, runs));
  const callers = causes.filter((cause) => cause.evidence.some((proof) => TWO_SIDED.has(proof.kind)));
  if (callers.length === 1 && parentCountOf(own) <= 1) return callers;
  return causes.sort((a, b) => (isBefore(a.hop, b.hop) ? -1 : 1));
}

/** The one event that ran `hop`, where an operator published it. */
function eventOfOperator(hop: Hop, own: readonly HopReference[]): string | null {
  const [sent] = hop.parentEvents.filter(({ operationId }) => operationId !== null);
  if (sent === undefined) return null;
  return own.some(
    ({ role, kind, value }) => role === 'parent' && kind === 'event-id' && value !== sent.eventId,
  )
    ? null
    : sent.eventId;
}

/** Whether an operation went on from `hop` by this event. */
function goesOn(hop: Hop, eventId: string): boolean {
  return hop.published.some((event) => event.eventId === eventId && event.by === 'operation');
}

/** Said by the cause, too. */
const TWO_SIDED: ReadonlySet<LinkEvidence['kind']> = new Set(['next', 'event-id', 'history']);

/** How many different runs the hop names as parents, known or not. */
export function parentCountOf(references: readonly HopReference[]): number {
  const counts = new Map<string, number>();
  for (const { role, kind, by } of references) {
    // a history names all that may have come before
    if (role === 'parent' && by?.kind !== 'history') counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Math.max(0, ...counts.values());
}

/** A total order of different hops by start, for which it is of no importance when they were seen. */
export function isBefore(a: Hop, b: Hop): boolean {
  const [startA, startB] = [a.startedAt?.getTime() ?? 0, b.startedAt?.getTime() ?? 0];
  if (startA !== startB) return startA < startB;
  if (a.requestId !== b.requestId) return a.requestId < b.requestId;
  return a.deliveryAttempt < b.deliveryAttempt;
}

function evidenceOf(hop: Hop, own: readonly HopReference[], candidate: Hop): LinkEvidence[] {
  const evidence: LinkEvidence[] = [];
  const theirs = referencesOf(candidate);
  if (theirs.some((ref) => ref.role === 'next' && ref.kind === 'request-id' && ref.value === hop.requestId)) {
    evidence.push({ kind: 'next', value: hop.requestId });
  }
  for (const ref of own) {
    // which of the tasks before it is its cause, their order tells
    if (ref.role !== 'parent' || ref.kind === 'task') continue;
    if (ref.kind === 'request-id') {
      if (ref.value !== candidate.requestId) continue;
      evidence.push({ kind: ref.by?.kind === 'history' ? 'history' : 'parent', value: ref.value });
      continue;
    }
    const next = theirs.find((t) => t.role === 'next' && t.kind === ref.kind && t.value === ref.value);
    if (next === undefined) continue;
    const kind = ref.kind === 'event-id' ? 'event-id' : ref.by?.kind === 'history' ? 'history' : 'parent';
    evidence.push({ kind, value: ref.value });
    if (next.by !== undefined && next.by.kind !== kind) evidence.push(next.by);
  }
  return evidence;
}

function namesAsEffect(hop: Hop, own: readonly HopReference[], other: Hop): boolean {
  return evidenceOf(other, referencesOf(other), hop).length > 0 && own.length > 0;
}

/** Of several deliveries of the causing request: the one that says so, else the last that began before the effect. */
function likeliestRun(hop: Hop, runs: NamedCause[]): NamedCause {
  const ordered = runs.toSorted((a, b) => (isBefore(a.hop, b.hop) ? -1 : 1));
  const said = ordered.findLast((run) => run.evidence.some((proof) => proof.kind !== 'parent'));
  const before = ordered.findLast((run) => isBefore(run.hop, hop));
  return said ?? before ?? (ordered[0] as NamedCause);
}
