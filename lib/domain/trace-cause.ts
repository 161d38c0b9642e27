import { parentEventsOf, publishedEventsOf } from './event-runs.ts';
import { isBefore } from './exact-cause.ts';
import type { Hop } from './hop.ts';

/** Clocks of two hosts may differ by this much. */
const SKEW_MS = 250;
/** How long an event may wait between the end of its cause and the start of its effect. */
const IN_TRANSIT_MS = 30_000;

export interface TraceCause {
  /** Null where several hops may be the cause. */
  hop: Hop | null;
  by: 'trace-span' | 'trace-time' | 'trace';
  candidates: Hop[];
}

/**
 * Finds the cause of `hop` among hops of its trace: the one that logged the span that `hop` names as its parent; else
 * the only one that was running when `hop` began (± 250 ms); else the only one that ended at most 30 s before; else it
 * is unknown: among several, or after a longer pause, where only the last one before it may be. Null where no hop of
 * the trace began before: then `hop` is its first.
 */
export function traceCauseOf(hop: Hop, sameTrace: readonly Hop[]): TraceCause | null {
  const startedMs = hop.startedAt?.getTime();
  if (startedMs === undefined) return null;
  const others = sameTrace.filter(
    (other) =>
      other.requestId !== hop.requestId && other.startedAt !== null && !isEffectOf(other, hop, sameTrace),
  );
  const bySpan = others.filter(
    (other) => hop.parentSpanId !== null && other.spanIds.includes(hop.parentSpanId),
  );
  if (new Set(bySpan.map((other) => other.requestId)).size === 1) {
    const ordered = bySpan.toSorted((a, b) => (isBefore(a, b) ? -1 : 1));
    const cause = ordered.findLast((other) => isBefore(other, hop)) ?? ordered[0] ?? null;
    return { hop: cause, by: 'trace-span', candidates: [] };
  }

  const earlier = others.filter((other) => isBefore(other, hop));
  if (earlier.length === 0) return null;
  const running = earlier.filter((other) => lastMsOf(other) >= startedMs - SKEW_MS);
  if (running.length === 1) return { hop: running[0] ?? null, by: 'trace-time', candidates: [] };
  const recent = earlier.filter((other) => lastMsOf(other) >= startedMs - IN_TRANSIT_MS);
  if (running.length === 0 && recent.length === 1) {
    return { hop: recent[0] ?? null, by: 'trace-time', candidates: [] };
  }
  const near = running.length > 0 ? running : recent;
  return { hop: null, by: 'trace', candidates: near.length > 0 ? near : lastOf(earlier) };
}

function lastOf(hops: readonly Hop[]): Hop[] {
  return hops.toSorted((a, b) => (isBefore(a, b) ? -1 : 1)).slice(-1);
}

/** Whether `other` was running at the start of `hop`, or ended so shortly before that what it sent may have been on its way. */
export function mayHaveSent(other: Hop, hop: Hop): boolean {
  return lastMsOf(other) >= (hop.startedAt?.getTime() ?? 0) - IN_TRANSIT_MS;
}

/** Until when the hop may have caused something, ms since the epoch. */
function lastMsOf(hop: Hop): number {
  if (hop.endedAt !== null) return hop.endedAt.getTime();
  return hop.status === 'running' ? Number.POSITIVE_INFINITY : (hop.startedAt?.getTime() ?? 0);
}

/** By spans and named parents; clocks that differ may show an effect before its cause. */
function isEffectOf(candidate: Hop, hop: Hop, sameTrace: readonly Hop[]): boolean {
  const passed = new Set<Hop>();
  let current: Hop | undefined = candidate;
  while (current !== undefined && !passed.has(current)) {
    passed.add(current);
    if (isChildOf(current, hop)) return true;
    const child: Hop = current;
    current = sameTrace.find((other) => other !== child && isChildOf(child, other));
  }
  return false;
}

function isChildOf(child: Hop, parent: Hop): boolean {
  if (child.parentSpanId !== null && parent.spanIds.includes(child.parentSpanId)) return true;
  return (
    child.markers.some((marker) => marker.parent?.requestId === parent.requestId) ||
    parent.markers.some((marker) => marker.next?.requestId === child.requestId) ||
    sharesEvent(child, parent)
  );
}

function sharesEvent(child: Hop, parent: Hop): boolean {
  const published = publishedEventsOf(parent);
  return published.length > 0 && parentEventsOf(child).some((eventId) => published.includes(eventId));
}
