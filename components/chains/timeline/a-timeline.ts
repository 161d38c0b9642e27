import type { ChainTimeline } from '@/lib/contract/chain';
import { HOP_STATUSES, type HopStatus, MECHANISMS, type Mechanism } from '@/lib/domain/hop';

/** One hop of a timeline built for a test. */
export interface TimelineHop {
  id: string;
  parent?: string | null;
  start?: number;
  end?: number;
  status?: HopStatus;
  via?: Mechanism;
  functionName?: string;
  linkKind?: number;
  sent?: number;
}

/** A timeline as the API answers it, for tests. */
export function aTimeline(hops: TimelineHop[], baseMs = 0, revision = '1'): ChainTimeline {
  const functionNames = [...new Set(hops.map((hop) => hop.functionName ?? 'poll-order'))];
  return {
    chainId: 'chain-1',
    revision,
    baseMs,
    functionNames,
    hopIds: hops.map((hop) => hop.id),
    parentHopIds: hops.map((hop) => hop.parent ?? null),
    functionIndex: hops.map((hop) => functionNames.indexOf(hop.functionName ?? 'poll-order')),
    startMs: hops.map((hop) => hop.start ?? -1),
    endMs: hops.map((hop) => hop.end ?? -1),
    statusIndex: hops.map((hop) => HOP_STATUSES.indexOf(hop.status ?? 'succeeded')),
    viaIndex: hops.map((hop) => MECHANISMS.indexOf(hop.via ?? 'invoke')),
    attempt: hops.map(() => 1),
    linkKind: hops.map((hop) => hop.linkKind ?? 0),
    sentMs: hops.map((hop) => hop.sent ?? -1),
    executions: [],
    executionIndex: hops.map(() => -1),
  };
}

/** `count` hops in a line, each started when the one before ended. */
export function aLine(count: number, runMs = 80, gapMs = 20): TimelineHop[] {
  return Array.from({ length: count }, (_, i) => ({
    id: `hop-${i}`,
    parent: i === 0 ? null : `hop-${i - 1}`,
    start: i * (runMs + gapMs),
    end: i * (runMs + gapMs) + runMs,
  }));
}
